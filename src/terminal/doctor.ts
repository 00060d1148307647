import type { App } from '../app-type.ts';
import type { Platform } from '../chat.ts';
import { UpstreamError, UserError } from '../errors.ts';
import type { Check } from '../helpdesk.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import { othersWhoRead } from '../store/data-folder.ts';
import { listDesks } from '../store/facts/desks.ts';
import { cleanLine } from '../text/clean.ts';
import { checkAgents, checkPeople } from './doctor-people.ts';
import type { Outcome } from './outcome.ts';

/** What works and what does not, on one screen; exit code 1 when something has to be mended. */
export async function examine(app: App, only: string | undefined): Promise<Outcome> {
  if (only !== undefined && !app.desks.some(({ name }) => name === only)) {
    const names = app.desks.map(({ name }) => name).join(', ') || 'none';
    throw new UserError('usage', `There is no desk "${only}" in the configuration; there are ${names}.`);
  }
  const desks = await Promise.all(
    app.desks
      .filter(({ name }) => only === undefined || name === only)
      .map(async (desk) => ({ title: `Desk ${desk.name} (${desk.kind})`, checks: await desk.check() })),
  );
  const groups = only === undefined ? [...(await ownGroups(app)), ...desks] : desks;
  const lines = groups.flatMap(({ title, checks }) => [
    cleanLine(title),
    ...checks.map(({ name, isOk, detail }) => `  ${isOk ? 'ok  ' : 'FAIL'} ${cleanLine(`${name}: ${detail}`)}`),
  ]);
  const isWell = groups.every(({ checks }) => checks.every(({ isOk }) => isOk));
  return { out: `${lines.join('\n')}\n`, err: '', code: isWell ? 0 : 1 };
}

async function ownGroups(app: App): Promise<{ title: string; checks: Check[] }[]> {
  const { config, store, now, digests } = app;
  const stored = await listDesks(store);
  const ages = stored.map((desk) => ({ name: 'desk', isOk: desk.error === null, detail: dataAge(desk, now()) }));
  return [
    {
      title: 'Deskpulse',
      checks: [
        { name: 'configuration', isOk: true, detail: `${config.timezone}, weeks begin on ${config.week_start}` },
        ...checkFolder(config),
        { name: 'queue', isOk: true, detail: queuePlace(config) },
        ...(await Promise.all(app.platforms.map((platform) => checkPlatform(platform, app)))).flat(),
        ...(await checkAudiences(app)),
        { name: 'digests', isOk: true, detail: digests.map(({ name, at }) => `${name} at ${at}`).join(', ') || 'none' },
      ],
    },
    { title: 'Data', checks: ages.length > 0 ? ages : [{ name: 'desks', isOk: true, detail: 'nothing read yet' }] },
    ...(config.people.length > 0 ? [{ title: 'People', checks: await checkPeople(app) }] : []),
    ...(await checkAgents(app)),
  ];
}

/** Nothing to mend where the folder was made so on purpose. */
function checkFolder({ data }: App['config']): readonly Check[] {
  const readers = othersWhoRead(data);
  if (readers === undefined) return [];
  const detail = `${readers} may read ${data}, where customers’ names and tickets stand: chmod 700 it unless that is wanted`;
  return [{ name: 'data folder', isOk: true, detail }];
}

function queuePlace({ redisUrl, databaseUrl }: App['config']): string {
  if (redisUrl !== undefined) return 'Redis';
  return databaseUrl === undefined ? 'embedded in the data folder' : 'PostgreSQL';
}

async function checkPlatform({ name, title, needs, local }: Platform, { chats }: App): Promise<readonly Check[]> {
  if (local) return [];
  const found = chats.find(({ platform }) => platform === name);
  if (!found) return [{ name: title, isOk: true, detail: `not configured (${needs})` }];
  return (await found.check()).map((check) => ({ ...check, name: `${title} ${check.name}` }));
}

/** Channels with a digest may see figures about named agents, unless people of other organisations read along. */
async function checkAudiences({ digests, chats }: App): Promise<readonly Check[]> {
  const channels = new Map(
    digests.flatMap(({ channels }) =>
      channels.map((channel) => [`${channel.platform}:${channel.conversation}`, channel]),
    ),
  );
  const checks = [...channels].map(async ([name, channel]): Promise<Check | undefined> => {
    const chat = chats.find(({ platform }) => platform === channel.platform);
    try {
      if (!(await chat?.hasOutsiders?.(channel))) return undefined;
      return { name, isOk: true, detail: 'shared with outsiders: nothing about named agents is shown there' };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const detail = `taken for shared with outsiders, so that nothing about named agents is shown there: ${error.message}`;
      return { name, isOk: false, detail };
    }
  });
  return (await Promise.all(checks)).filter((check) => check !== undefined);
}
