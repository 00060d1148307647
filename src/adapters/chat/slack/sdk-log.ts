import { LogLevel } from '@slack/bolt';
import type { Logger } from '@slack/bolt';

import type { Log } from '../../../log.ts';

/** Slack's packages log through ours: warnings and errors only, since what they tell besides holds message text and tokens. */
export function sdkLog(log: Log): Logger {
  const said = (words: readonly unknown[]) => ({ said: words.map(String).join(' ') });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...words: unknown[]) => log.warn(said(words), 'slack package warned'),
    error: (...words: unknown[]) => log.error(said(words), 'slack package failed'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
