import type { TeamsSettings } from './settings.ts';

/** Where a Microsoft cloud publishes its keys and gives out its tokens. */
export interface Cloud {
  readonly openIdMetadataUrl: string;
  readonly emulatorOpenIdMetadataUrl: string;
  readonly tokenIssuer: string;
  /** Without the path of the token endpoint, with the tenant. */
  readonly loginUrl: string;
  readonly scope: string;
  readonly oauthUrl: string;
  readonly callerId: string;
}

const publicCloud = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  emulatorOpenIdMetadataUrl: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  tokenIssuer: 'https://api.botframework.com',
  login: 'https://login.microsoftonline.com',
  tenant: 'botframework.com',
  scope: 'https://api.botframework.com',
  oauthUrl: 'https://api.botframework.com',
  callerId: 'urn:botframework:azure',
};

const governmentCloud = {
  openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  emulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
  tokenIssuer: 'https://api.botframework.us',
  login: 'https://login.microsoftonline.us',
  tenant: 'MicrosoftServices.onmicrosoft.us',
  scope: 'https://api.botframework.us',
  oauthUrl: 'https://api.botframework.azure.us',
  callerId: 'urn:botframework:azureusgov',
};

/** The endpoints in force: the cloud's, each replaced by what the settings name. None is ever missing. */
export function cloudOf(settings: TeamsSettings): Cloud {
  const cloud = settings.ChannelService ? governmentCloud : publicCloud;
  const tenant = settings.appType === 'SingleTenant' ? (settings.tenantId ?? cloud.tenant) : cloud.tenant;
  return {
    openIdMetadataUrl: settings.ToBotFromChannelOpenIdMetadataUrl ?? cloud.openIdMetadataUrl,
    emulatorOpenIdMetadataUrl: settings.ToBotFromEmulatorOpenIdMetadataUrl ?? cloud.emulatorOpenIdMetadataUrl,
    tokenIssuer: settings.ToBotFromChannelTokenIssuer ?? cloud.tokenIssuer,
    loginUrl: settings.ToChannelFromBotLoginUrl ?? `${cloud.login}/${tenant}`,
    scope: settings.ToChannelFromBotOAuthScope ?? cloud.scope,
    oauthUrl: settings.OAuthUrl ?? cloud.oauthUrl,
    callerId: settings.CallerId ?? cloud.callerId,
  };
}
