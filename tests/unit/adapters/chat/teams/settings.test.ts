import { expect, test } from 'vitest';
import { cloudOf } from '../../../../../src/adapters/chat/teams/cloud.ts';
import { isAllowedServiceUrl } from '../../../../../src/adapters/chat/teams/service-url.ts';
import { teamsSettings } from '../../../../../src/adapters/chat/teams/settings.ts';

const app = { appId: 'app', appPassword: 'secret' };

test.for([
  [{ ...app, appId: '' }, 'appId'],
  [{ ...app, appId: '  ' }, 'appId'],
  [{ appPassword: 'secret' }, 'appId'],
  [{ ...app, appPassword: '' }, 'appPassword'],
  [{ ...app, appType: 'UserAssignedMSI' }, 'appType'],
  [{ ...app, appType: 'SingleTenant' }, 'tenantId'],
  [{ ...app, ToChannelFromBotLoginUrl: 'http://login.example/' }, 'ToChannelFromBotLoginUrl'],
  [{ ...app, OAuthUrl: 'login' }, 'OAuthUrl'],
] as const)('%o cannot be: %s', ([settings, path]) => {
  expect(teamsSettings.safeParse(settings).error?.issues.map((issue) => issue.path)).toEqual([[path]]);
});

test('the token comes from the login of the tenant where the app lives', () => {
  expect(cloudOf(teamsSettings.parse(app)).loginUrl).toBe('https://login.microsoftonline.com/botframework.com');
  const single = teamsSettings.parse({ ...app, appType: 'SingleTenant', tenantId: 'ours' });
  expect(cloudOf(single).loginUrl).toBe('https://login.microsoftonline.com/ours');
});

test('the government’s cloud has endpoints of its own, and a setting replaces only its own', () => {
  const settings = teamsSettings.parse({
    ...app,
    ChannelService: 'https://botframework.azure.us',
    ToBotFromChannelOpenIdMetadataUrl: 'https://keys.example/config',
  });
  expect(cloudOf(settings)).toMatchObject({
    openIdMetadataUrl: 'https://keys.example/config',
    tokenIssuer: 'https://api.botframework.us',
    loginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
  });
});

const local = { ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9000/keys' };

test.for([
  ['https://smba.trafficmanager.net/emea/', {}, true],
  ['https://smba.infra.gcc.teams.microsoft.com/teams', {}, true],
  ['https://SMBA.trafficmanager.net/emea/', {}, true],
  ['https://evil.example/', {}, false],
  ['http://smba.trafficmanager.net/emea/', {}, false],
  ['https://smba.trafficmanager.net@evil.example/', {}, false],
  ['https://teams.example/', { serviceUrlHosts: ['teams.example'] }, true],
  ['https://smba.trafficmanager.net/emea/', { serviceUrlHosts: ['teams.example'] }, false],
  ['http://127.0.0.1:9000/', {}, false],
  ['http://127.0.0.1:9000/', local, true],
  ['http://[::1]:9000/', local, true],
  ['http://localhost:9000/', local, true],
  ['http://127.0.0.1.evil.example/', local, false],
  ['http://127.0.0.1:9000/', { ToBotFromChannelOpenIdMetadataUrl: 'https://keys.example/' }, false],
  ['', local, false],
] as const)('%s with %o may get our token: %s', ([url, trust, allowed]) => {
  expect(isAllowedServiceUrl(url, trust)).toBe(allowed);
});
