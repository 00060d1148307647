import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { cloudOf } from './cloud.ts';
import type { TeamsSettings } from './settings.ts';

/** `unknown`: Microsoft's keys could not be read, so the request may well be genuine and ought to come again. */
type Verdict = 'genuine' | 'forged' | 'unknown';

export type Authenticate = (body: object, authorization: string) => Promise<Verdict>;

/** Failures of botbuilder's that are about fetching keys: its own error with a 5xx, or node-fetch's. */
const keyFailure = z.union([z.object({ statusCode: z.int().min(500) }), z.object({ name: z.literal('FetchError') })]);

/** botbuilder's check of the JWT that Teams sends along. It is loaded here, so that a program without Teams starts sooner. */
export async function openAuthentication(settings: TeamsSettings): Promise<Authenticate> {
  const { ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  const cloud = cloudOf(settings);
  const botbuilder = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: settings.appId,
    MicrosoftAppPassword: settings.appPassword,
    MicrosoftAppTenantId: settings.tenantId ?? '',
    MicrosoftAppType: settings.appType,
    ChannelService: settings.ChannelService ?? '',
    ValidateAuthority: settings.ValidateAuthority ?? 'true',
    // As soon as one endpoint is named botbuilder takes the others to be undefined, the issuer included: name all.
    ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.emulatorOpenIdMetadataUrl,
    ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.scope,
    OAuthUrl: cloud.oauthUrl,
    CallerId: cloud.callerId,
  });

  return async function authenticate(body, authorization) {
    try {
      // Only channelId and serviceUrl are read, neither of them trusted to be there.
      await botbuilder.authenticateRequest(body as Activity, authorization);
      return 'genuine';
    } catch (error) {
      return keyFailure.safeParse(error).success ? 'unknown' : 'forged';
    }
  };
}
