import { z } from 'zod';
import { isLoopback } from './service-url.ts';

/** An address of Microsoft's, or of whatever stands in for it on this machine. */
const endpoint = z
  .url({ protocol: /^https?$/ })
  .refine(isSafe, 'must begin with https:// (http:// only for this machine itself)')
  .optional();

function isSafe(url: string): boolean {
  return !URL.canParse(url) || url.startsWith('https:') || isLoopback(new URL(url).hostname);
}

/**
 * Settings of the Teams adapter. The capitalised keys are botbuilder's own names: they replace single endpoints of
 * the cloud (`ChannelService`) that is used otherwise, for private clouds and for tests.
 */
export const teamsSettings = z
  .object({
    /** Without an id botbuilder would believe anybody, hence never empty. */
    appId: z.string().trim().min(1),
    appPassword: z.string().min(1),
    tenantId: z.string().trim().min(1).optional().describe('Your tenant: its people are answered'),
    tenants: z.array(z.string().trim().min(1)).optional().describe('Other tenants whose people are answered too'),
    appType: z.enum(['MultiTenant', 'SingleTenant']).default('MultiTenant'),
    /** Empty for the public cloud, `https://botframework.azure.us` for the US government's. */
    ChannelService: z.enum(['', 'https://botframework.azure.us']).optional(),
    ToBotFromChannelOpenIdMetadataUrl: endpoint,
    ToBotFromChannelTokenIssuer: z.string().min(1).optional(),
    ToBotFromEmulatorOpenIdMetadataUrl: endpoint,
    ToChannelFromBotLoginUrl: endpoint,
    ToChannelFromBotOAuthScope: z.string().min(1).optional(),
    OAuthUrl: endpoint,
    CallerId: z.string().min(1).optional(),
    ValidateAuthority: z.enum(['true', 'false']).optional(),
    /** They replace the public hosts of Microsoft's clouds. */
    serviceUrlHosts: z
      .array(z.string().trim().toLowerCase().min(1))
      .optional()
      .describe('Hosts that may call themselves Teams, for private clouds'),
  })
  .refine((settings) => settings.appType === 'MultiTenant' || settings.tenantId !== undefined, {
    path: ['tenantId'],
    message: 'is needed for an app of the type SingleTenant',
  });

export type TeamsSettings = z.output<typeof teamsSettings>;
