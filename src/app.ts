import { readFile } from 'node:fs/promises';
import { platforms } from './adapters/chat/index.ts';
import { renderTerminal } from './adapters/chat/terminal/render.ts';
import { openFiles, proposeMap, readMap } from './adapters/helpdesk/files/index.ts';
import { checkRegular } from './adapters/helpdesk/files/sources/regular-file.ts';
import { explainFileError } from './adapters/helpdesk/files/unreadable.ts';
import { openHelpdesk } from './adapters/helpdesk/index.ts';
import { openSample } from './adapters/helpdesk/sample/index.ts';
import type { App } from './app-type.ts';
import { DAY } from './calendar/units.ts';
import { answer } from './commands/answer.ts';
import type { Tools } from './commands/command.ts';
import type { Config } from './config/index.ts';
import { sampleName, type Helpdesk } from './helpdesk.ts';
import type { DigestSettings } from './jobs/settings.ts';
import { listDesks } from './store/facts/desks.ts';

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
    platforms,
    chats,
    digests,
    answer: (request, options) => answer(request, tools, options),
    render: renderTerminal,
    async openFiles(name, { path, map }) {
      const mapping = map === undefined ? {} : { map: readMap(await readMapping(map)) };
      return openFiles({ name, path, ...mapping }, { log, now });
    },
    proposeMap: (path) => proposeMap(path, { timezone: config.timezone, now: now() }),
    openSample: (size) => openSample({ name: sampleName, ...size, now }),
  };
}

/** The desks to read. The sample is there only without real chat credentials, a configured desk, or another in the store. */
export async function openDesks({ config, store, log }: Pick<App, 'config' | 'store' | 'log'>): Promise<Helpdesk[]> {
  if (config.desks.length > 0) {
    return await Promise.all(config.desks.map((settings) => openHelpdesk(settings, { log })));
  }
  const stored = await listDesks(store);
  const isChatReal = platforms.some(({ name, local }) => !local && config.chats[name]);
  if (isChatReal || stored.some(({ kind }) => kind !== sampleName)) return [];
  return [openSample({ name: sampleName, now: () => Date.now() / 1000 })];
}

/** Without a digest configured, a platform for this machine gets one, due since yesterday so that it can be seen at once. */
function digestsOf({ digests, chats }: Config, now: number): readonly DigestSettings[] {
  const channels = platforms.flatMap(({ name, local }) =>
    local && chats[name] ? [{ platform: name, conversation: local.channel }] : [],
  );
  if (digests.length > 0 || channels.length === 0) return digests;
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  return [{ name: 'Morning digest', at: '09:00', days, channels, since: now - 2 * DAY }];
}

async function readMapping(path: string): Promise<string> {
  await checkRegular(path);
  return await readFile(path, 'utf8').catch((error: unknown) => explainFileError(path, error));
}
