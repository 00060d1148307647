import { z } from 'zod';
import type { App } from '../app-type.ts';
import { UpstreamError } from '../errors.ts';
import type { Check } from '../helpdesk.ts';
import { listAgents, matchAgents } from '../metrics/answer/agents.ts';
import { formatCount } from '../metrics/present/format.ts';
import { listDesks } from '../store/facts/desks.ts';

/** Agents looked up in the chats at a time: Slack answers some fifty such questions a minute. */
const mostLookedUp = 30;
const mostNamed = 10;

/** For `doctor`: whom of `people` the desks know, and whom they know several of. */
export async function checkPeople({ config, store }: App): Promise<Check[]> {
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

const busyAgent = z.object({ desk: z.string(), id: z.string(), name: z.string().nullable(), email: z.string() });
type BusyAgent = z.output<typeof busyAgent>;

/** For `doctor`: agents with unsolved tickets whom no nudge can reach, by desk. The sample desk's are nobody. */
export async function checkAgents(app: App): Promise<{ title: string; checks: Check[] }[]> {
  const agents = await app.store.query(
    `SELECT a.desk, a.id, a.name, coalesce(lower(a.email), '') AS email FROM agents a JOIN desks d ON d.name = a.desk
     WHERE d.kind <> 'sample' AND coalesce(a.is_active, TRUE) AND EXISTS (
       SELECT 1 FROM tickets t WHERE t.desk = a.desk AND t.agent = a.id AND t.solved_at IS NULL
         AND coalesce(t.status, 'open') NOT IN ('solved', 'closed'))
     ORDER BY a.desk, a.name, a.id`,
    [],
    busyAgent,
  );
  if (agents.length === 0) return [];
  const checks = [...Map.groupBy(agents, ({ desk }) => desk)].flatMap(([desk, mine]) => [
    unnamed(desk, mine),
    ...ambiguous(desk, mine),
  ]);
  return [{ title: 'Agents with unsolved tickets', checks: [...checks, ...(await unknownToChats(app, agents))] }];
}

function unnamed(desk: string, agents: readonly BusyAgent[]): Check {
  const without = agents.filter(({ email }) => email === '');
  if (without.length === 0)
    return { name: desk, isOk: true, detail: `${formatCount(agents.length, 'agent')}, each with an e-mail address` };
  const detail = `without an e-mail address, so that no nudge reaches them: ${named(without)}. Add it in the helpdesk.`;
  return { name: desk, isOk: false, detail };
}

function ambiguous(desk: string, agents: readonly BusyAgent[]): Check[] {
  const shared = [...Map.groupBy(agents, ({ email }) => email)].filter(
    ([email, all]) => email !== '' && all.length > 1,
  );
  return shared.map(([email, all]) => ({
    name: desk,
    isOk: false,
    detail: `${email} belongs to several agents (${named(all)}): give each their own.`,
  }));
}

/** Whom none of the chats knows; one for this machine only knows everybody. */
async function unknownToChats({ chats, platforms }: App, agents: readonly BusyAgent[]): Promise<Check[]> {
  const real = chats.filter(({ platform }) => !platforms.some(({ name, local }) => local && name === platform));
  const emails = [...new Set(agents.map(({ email }) => email).filter(Boolean))];
  if (real.length === 0 || emails.length === 0) return [];
  const unknown: string[] = [];
  const looked = emails.slice(0, mostLookedUp);
  for (const email of looked) {
    try {
      const found = await Promise.all(real.map((chat) => chat.locate(email)));
      if (found.every((address) => address === undefined)) unknown.push(email);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return [{ name: 'chats', isOk: false, detail: `agents could not be looked up: ${error.message}` }];
    }
  }
  const all = formatCount(emails.length, 'agent');
  const asked = looked.length < emails.length ? `the first ${looked.length} of ${all}` : all;
  if (unknown.length === 0) return [{ name: 'chats', isOk: true, detail: `known by e-mail: ${asked}` }];
  const shown = unknown.slice(0, mostNamed).join(', ');
  const detail = `no chat knows ${shown}${unknown.length > mostNamed ? ' …' : ''} (${unknown.length} of ${asked}): use the same e-mail there; in Teams a person must have written to the bot once.`;
  // Somebody may never have opened the chat, which is nothing to mend here.
  return [{ name: 'chats', isOk: true, detail }];
}

function named(agents: readonly BusyAgent[]): string {
  const names = agents.slice(0, mostNamed).map(({ name, id }) => name ?? id);
  return agents.length > mostNamed ? `${names.join(', ')} and ${agents.length - mostNamed} more` : names.join(', ');
}
