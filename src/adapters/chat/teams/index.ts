import { definePlatform } from '../platform.ts';
import { teamsSettings } from './settings.ts';

/** Beside ours, botbuilder's own names are taken as they are. */
export const teams = definePlatform({
  name: 'teams',
  title: 'Teams',
  needs: 'MicrosoftAppId and MicrosoftAppPassword',
  settings: teamsSettings,
  sources: {
    appId: { variable: 'MicrosoftAppId', key: 'app_id' },
    appPassword: { variable: 'MicrosoftAppPassword', key: 'app_password' },
    tenantId: { variable: 'MicrosoftAppTenantId', key: 'tenant_id' },
    tenants: { key: 'tenants' },
    appType: { variable: 'MicrosoftAppType', key: 'app_type' },
    serviceUrlHosts: { key: 'service_url_hosts' },
    ChannelService: { variable: 'ChannelService' },
    ToBotFromChannelOpenIdMetadataUrl: { variable: 'ToBotFromChannelOpenIdMetadataUrl' },
    ToBotFromChannelTokenIssuer: { variable: 'ToBotFromChannelTokenIssuer' },
    ToBotFromEmulatorOpenIdMetadataUrl: { variable: 'ToBotFromEmulatorOpenIdMetadataUrl' },
    ToChannelFromBotLoginUrl: { variable: 'ToChannelFromBotLoginUrl' },
    ToChannelFromBotOAuthScope: { variable: 'ToChannelFromBotOAuthScope' },
    OAuthUrl: { variable: 'OAuthUrl' },
    CallerId: { variable: 'CallerId' },
    ValidateAuthority: { variable: 'ValidateAuthority' },
  },
  async open(settings, tools) {
    const { openTeams } = await import('./open.ts');
    return openTeams(settings, tools);
  },
});
