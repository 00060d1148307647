import { z } from 'zod';
import { platforms } from '../adapters/chat/index.ts';

/** Variables by name; an empty one counts as unset. */
export type Env = Readonly<Record<string, string | undefined>>;

const text = z.string().min(1);

function isPort(digits: string): boolean {
  return /^\d{1,5}$/.test(digits) && Number(digits) <= 65_535;
}

/** Of the platforms for this machine only. */
const switches = Object.fromEntries(
  platforms.flatMap(({ local }) => (local ? [[local.variable, z.enum(['on', 'off']).optional()]] : [])),
);

/** Settings of the machine it runs on, which are in the environment only. */
export const environment = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres:// or postgresql:// and a host' })
    .optional(),
  DESKPULSE_CONFIG: text.optional(),
  DESKPULSE_DATA: text.default('./data'),
  HOST: text.default('127.0.0.1'),
  PORT: z.string().refine(isPort, 'expected a port from 0 to 65535').transform(Number).default(3978),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected redis:// or rediss:// and a host' }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ...(switches as object),
});
