import type { App } from './app.ts';
import { UserError } from './errors.ts';
import type { Check } from './helpdesk.ts';
import { listAgents, matchAgents } from './metrics/agents.ts';
import { dataAge } from './metrics/present/data-age.ts';
import { listDesks } from './store/desks.ts';
import type { Outcome } from './terminal.ts';

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
    title,
    ...checks.map(({ name, isOk, detail }) => `  ${isOk ? 'ok  ' : 'FAIL'} ${name}: ${detail}`),
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
        { name: 'queue', isOk: true, detail: queuePlace(config) },
        chat('Slack', config.slack !== undefined, 'SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET or SLACK_APP_TOKEN'),
        chat('Teams', config.teams !== undefined, 'MicrosoftAppId and MicrosoftAppPassword'),
        { name: 'digests', isOk: true, detail: digests.map(({ name, at }) => `${name} at ${at}`).join(', ') || 'none' },
      ],
    },
    { title: 'Data', checks: ages.length > 0 ? ages : [{ name: 'desks', isOk: true, detail: 'nothing read yet' }] },
    ...(config.people.length > 0 ? [{ title: 'People', checks: await people(app) }] : []),
  ];
}

function queuePlace({ redisUrl, databaseUrl }: App['config']): string {
  if (redisUrl !== undefined) return 'Redis';
  return databaseUrl === undefined ? 'embedded in the data folder' : 'PostgreSQL';
}

function chat(name: string, isOpen: boolean, settings: string): Check {
  return { name, isOk: true, detail: isOpen ? 'configured' : `not configured (${settings})` };
}

/** Agents among `people` that the desks do not know, or know several of. */
async function people({ config, store }: App): Promise<Check[]> {
  const agents = await listAgents(
    store,
    (await listDesks(store)).map(({ name }) => name),
  );
  return config.people.map(({ email, role, agent }) => {
    const found = matchAgents(agents, agent ?? email);
    const desks = new Set(found.map(({ desk }) => desk));
    if (found.length > desks.size) {
      return { name: email, isOk: false, detail: `“${agent ?? email}” is several agents: write their e-mail or id` };
    }
    if (found.length > 0) return { name: email, isOk: true, detail: `${role}, agent on ${[...desks].join(', ')}` };
    const isFine = role !== 'agent';
    return {
      name: email,
      isOk: isFine,
      detail: isFine
        ? `${role}, no agent themselves`
        : 'no agent with this e-mail: set agent to how the helpdesk knows them',
    };
  });
}
