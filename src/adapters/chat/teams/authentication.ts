import { AsyncLocalStorage } from 'node:async_hooks';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Log } from '../../../log.ts';
import { cloudOf } from './cloud.ts';
import { isLocal } from './service-url.ts';
import type { TeamsSettings } from './settings.ts';

/** `unknown`: Microsoft's keys could not be read, so the request may well be genuine and ought to come again. */
type Verdict = 'genuine' | 'forged' | 'unknown';

export type Authenticate = (body: object, authorization: string) => Promise<Verdict>;

/** Failures of botbuilder's that are about fetching keys: its own error with a 5xx, or node-fetch's. */
const keyFailure = z.union([z.object({ statusCode: z.int().min(500) }), z.object({ name: z.literal('FetchError') })]);

/** botbuilder's check of the JWT that Teams sends along. It is loaded here, so that a program without Teams starts sooner. */
export async function openAuthentication(settings: TeamsSettings, log: Log): Promise<Authenticate> {
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

  // An emulator's tokens come from whoever has the app's secret: they are for tests, which have their own keys too.
  const areEmulatorsTaken = isLocal(settings.ToBotFromEmulatorOpenIdMetadataUrl);

  return async function authenticate(body, authorization) {
    const claimed = claimsIn(authorization);
    // botbuilder takes a token that never ends.
    if (claimed?.exp === undefined) return 'forged';
    if (claimed.iss !== cloud.tokenIssuer && !areEmulatorsTaken) return 'forged';
    try {
      // Only channelId and serviceUrl are read, neither of them trusted to be there.
      await withConsole(log, () => botbuilder.authenticateRequest(body as Activity, authorization));
      return 'genuine';
    } catch (error) {
      return keyFailure.safeParse(error).success ? 'unknown' : 'forged';
    }
  };
}

const claims = z.object({ exp: z.number().optional(), iss: z.string().optional() });

/** What a token says, believed only to refuse it: its signature is botbuilder's to check. */
function claimsIn(authorization: string): z.output<typeof claims> | undefined {
  const [, body = ''] = authorization.split('.');
  try {
    return claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const loggedBy = new AsyncLocalStorage<Log>();

/** botbuilder writes to the console, which is for answers: while it works, its lines go to the log. */
function withConsole<T>(log: Log, work: () => Promise<T>): Promise<T> {
  redirectConsole();
  return loggedBy.run(log, work);
}

let isRedirected = false;

function redirectConsole(): void {
  if (isRedirected) return;
  isRedirected = true;
  for (const name of ['error', 'warn', 'log', 'info'] as const) {
    const write = console[name].bind(console);
    console[name] = (...words: unknown[]) => {
      const log = loggedBy.getStore();
      if (!log) return write(...words);
      log.warn(
        { said: words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ') },
        'botbuilder said',
      );
    };
  }
}
