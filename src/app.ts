import { openHelpdesk } from './adapters/helpdesk/index.ts';
import { openSample } from './adapters/helpdesk/sample/index.ts';
import { DAY } from './calendar/units.ts';
import type { Chat, Request } from './chat.ts';
import { answer, type Answered } from './commands/answer.ts';
import type { Tools } from './commands/command.ts';
import type { Config } from './config/index.ts';
import type { Helpdesk } from './helpdesk.ts';
import type { DigestSettings } from './jobs/settings.ts';
import type { Log } from './log.ts';
import { listDesks } from './store/facts/desks.ts';
import type { Store } from './store/store.ts';

/** What the bot and the terminal have in common: a configuration, an open store, the desks, and answers. */
export interface App {
  readonly config: Config;
  readonly store: Store;
  readonly log: Log;
  /** Whole epoch seconds. */
  readonly now: () => number;
  /** Those configured, or the sample while there is no other. */
  readonly desks: readonly Helpdesk[];
  /** Where people are looked for, in this order. */
  readonly chats: readonly Chat[];
  readonly digests: readonly DigestSettings[];
  readonly answer: (request: Request, options?: { now?: number }) => Promise<Answered>;
}

/** Name and kind of the desk that is there while no other is. */
export const sampleName = 'sample';

export function openApp(
  { config, store, log }: Pick<App, 'config' | 'store' | 'log'>,
  { desks, chats }: Pick<App, 'desks' | 'chats'>,
): App {
  const now = () => Math.floor(Date.now() / 1000);
  const digests = digestsOf(config, now());
  const tools: Tools = {
    store,
    people: config.people,
    individuals: config.privacy.individuals,
    allowed: digests.flatMap(({ channels }) => channels),
    goals: config.goals,
    timezone: config.timezone,
    weekStart: config.week_start,
    now,
    log,
  };
  return {
    config,
    store,
    log,
    now,
    desks,
    chats,
    digests,
    answer: (request, options) => answer(request, tools, options),
  };
}

/** The desks to read. The sample is there only without real chat credentials, a configured desk, or another in the store. */
export async function openDesks({ config, store, log }: Pick<App, 'config' | 'store' | 'log'>): Promise<Helpdesk[]> {
  if (config.desks.length > 0) {
    return await Promise.all(config.desks.map((settings) => openHelpdesk(settings, { log })));
  }
  const stored = await listDesks(store);
  if (config.slack || config.teams || stored.some(({ kind }) => kind !== 'sample')) return [];
  return [openSample({ name: sampleName, now: () => Date.now() / 1000 })];
}

/** Without a digest configured, the playground gets one, due since yesterday so that it can be seen at once. */
function digestsOf({ digests, isPlaygroundOpen }: Config, now: number): readonly DigestSettings[] {
  if (digests.length > 0 || !isPlaygroundOpen) return digests;
  const channels = [{ platform: 'playground', conversation: 'support' }];
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  return [{ name: 'Morning digest', at: '09:00', days, channels, since: now - 2 * DAY }];
}
