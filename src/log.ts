import { pino, type Logger } from 'pino';
import { escapeJson } from './text/clean.ts';

export type Log = Logger;

const secrets = ['token', 'password', 'secret', 'authorization', 'signingSecret', 'appToken', 'botToken', 'apiKey'];

/** JSON lines on stderr (stdout belongs to answers). Tokens are redacted wherever they stand in a field, up to two levels deep. */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      hooks: { streamWrite: escapeJson },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
