/**
 * Tells the story to a real Request Tracker through its own interface, reads it with the connector as it goes, and compares
 * what the store worked out with what was told: `node tests/real/request-tracker.ts`. Not part of `npm test`.
 */
import { deepStrictEqual } from 'node:assert';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { z } from 'zod';
import { openRequestTracker } from '../../src/adapters/helpdesk/request-tracker/index.ts';
import type { Helpdesk } from '../../src/helpdesk.ts';
import { markSynced } from '../../src/store/facts/desks.ts';
import { ingest } from '../../src/store/facts/ingest.ts';
import type { Store } from '../../src/store/store.ts';
import { startStore } from '../helpers/store.ts';
import { story, storyFacts, type StoryEvent } from '../helpers/story.ts';
import { startRequestTracker, type RealRequestTracker } from './start-request-tracker.ts';

const syncEvery = 5;
/** What it does within a request may take it past the second in which that began. */
const toleratedSeconds = 2;
const statuses = { pending: 'stalled', solved: 'resolved' };
const priorities = { low: 0, normal: 50, high: 100, urgent: 100 };

/** What stands for what there: people's and tickets' ids, and the instants at which things were told. */
interface Told {
  readonly people: Map<string, { id: number; name: string }>;
  readonly tickets: Map<string, number>;
  /** By the story's own instant. */
  readonly instants: Map<number, number>;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function open(tracker: RealRequestTracker, name: string): Helpdesk {
  const token = tracker.tokens.get('reader') ?? '';
  const settings = { name, kind: 'request-tracker' as const, url: tracker.url, token };
  return openRequestTracker(settings, { log: pino({ level: 'warn' }) });
}

async function ask(
  tracker: RealRequestTracker,
  { as, ...asked }: { as: string; method: string; path: string; body: object },
) {
  const response = await fetch(`${tracker.url}/REST/2.0/${asked.path}`, {
    method: asked.method,
    headers: { authorization: `token ${tracker.tokens.get(as)}`, 'content-type': 'application/json' },
    body: JSON.stringify(asked.body),
  });
  const text = await response.text();
  // A change that it refuses it answers with 200 and its reason.
  if (!response.ok || /denied|not allowed|may not|error/i.test(text)) {
    throw new Error(`${as}: ${asked.method} ${asked.path} answered ${response.status}: ${text}`);
  }
  return JSON.parse(text) as unknown;
}

async function tell(event: StoryEvent, { tracker, told }: { tracker: RealRequestTracker; told: Told }): Promise<void> {
  const ticket = 'ticket' in event ? told.tickets.get(event.ticket) : undefined;
  const nameOf = (id: string) => told.people.get(id)?.name ?? '';
  const change = (as: string, body: object) => ask(tracker, { as, method: 'PUT', path: `ticket/${ticket}`, body });
  const write = (as: string, [how, body]: readonly ['correspond' | 'comment', object]) =>
    ask(tracker, {
      as,
      method: 'POST',
      path: `ticket/${ticket}/${how}`,
      body: { ContentType: 'text/plain', Content: 'Said.', ...body },
    });
  switch (event.what) {
    case 'agent':
    case 'customer': {
      const name = event.email.replace(/@.*/, '');
      const organization = event.what === 'customer' ? event.organization : '';
      const user = { name, realName: event.name, email: event.email, organization, isAgent: event.what === 'agent' };
      told.people.set(event.id, { id: tracker.addUser(user), name });
      break;
    }
    case 'created': {
      const as = nameOf(event.customer);
      const body = {
        Queue: event.team,
        Subject: event.subject,
        Priority: priorities[event.priority],
        Content: 'Said.',
      };
      const made = await ask(tracker, { as, method: 'POST', path: 'ticket', body: { ...body, Requestor: as } });
      told.tickets.set(event.ticket, z.object({ id: z.coerce.number() }).parse(made).id);
      break;
    }
    case 'promised':
      await change('RT_System', { SLA: 'standard' });
      break;
    case 'assigned':
      await change('RT_System', { Owner: nameOf(event.agent) });
      break;
    case 'noted':
      await write(nameOf(event.agent), ['comment', {}]);
      break;
    case 'replied':
      await write(nameOf(event.agent), ['correspond', { Status: statuses[event.status] }]);
      break;
    case 'wrote':
      await write(nameOf(event.customer), ['correspond', {}]);
      break;
    case 'merged':
      await change('RT_System', { MergeInto: told.tickets.get(event.into) });
      break;
    case 'deleted':
      await change('RT_System', { Status: 'deleted' });
      break;
    // It answers a new ticket by itself; the others it has no place for.
    case 'auto-replied':
    case 'rated':
    case 'called':
    case 'ordered':
      break;
  }
}

async function sync(store: Store, desk: Helpdesk, from: string | null): Promise<string> {
  let cursor = from;
  for await (const batch of desk.pull(from, new AbortController().signal)) {
    deepStrictEqual(batch.skipped ?? [], [], 'a row was skipped');
    deepStrictEqual(batch.unmapped ?? {}, {}, 'a value had no meaning');
    await ingest(store, desk, batch);
    ({ cursor } = batch);
  }
  await markSynced(store, { ...desk, at: 0 });
  return cursor ?? '';
}

const row = z.record(z.string(), z.unknown());

async function rowsOf(store: Store, table: string, desk: string): Promise<Record<string, unknown>[]> {
  const rows = await store.query(`SELECT * FROM ${table} WHERE desk = $1`, [desk], row);
  const plain = rows.map((one) => ({ ...one, desk: undefined }));
  return plain.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** What the story says of its tickets, in the words and at the instants of the telling. */
function expectedTickets({ people, tickets, instants }: Told): ({ id: string } & Record<string, unknown>)[] {
  const there = (id: string | undefined) => (id === undefined ? null : String(people.get(id)?.id));
  const then = (at: number | undefined) => (at === undefined ? null : (instants.get(at) ?? null));
  return storyFacts.tickets.map((ticket) => ({
    id: String(tickets.get(ticket.id)),
    status: ticket.status,
    priority: ticket.priority === 'urgent' ? 'high' : ticket.priority,
    team: ticket.team,
    agent: there('agent' in ticket ? ticket.agent : undefined),
    customer: there(ticket.customer),
    organization: ticket.organization,
    created_at: then(ticket.created_at),
    first_reply_at: then('first_reply_at' in ticket ? ticket.first_reply_at : undefined),
    first_reply_by: there('first_reply_by' in ticket ? ticket.first_reply_by : undefined),
    solved_at: then('solved_at' in ticket ? ticket.solved_at : undefined),
    reopens: ticket.reopens,
    agent_replies: ticket.agent_replies,
    customer_replies: ticket.customer_replies,
    touches: ticket.touches,
    reassignments: 'reassignments' in ticket ? ticket.reassignments : null,
  }));
}

/** When each first reply was due and made: an hour after the level was set, which starts with the ticket. */
function expectedClocks({ tickets, instants }: Told): ({ ticket: string } & Record<string, unknown>)[] {
  return storyFacts.sla_clocks.map((clock) => {
    const started_at = instants.get(clock.started_at) ?? 0;
    const stopped_at = 'stopped_at' in clock ? (instants.get(clock.stopped_at ?? 0) ?? null) : null;
    return { ticket: String(tickets.get(clock.ticket)), started_at, target_at: started_at + 3600, stopped_at };
  });
}

let compared = 0;

/** Equal, but for instants (columns ending in `_at`), which may differ by a moment. */
function compare(what: string, found: Record<string, unknown> | undefined, wanted: Record<string, unknown>): void {
  for (const [column, value] of Object.entries(wanted)) {
    const there = found?.[column] ?? null;
    const isNear =
      typeof there === 'number' && typeof value === 'number' && Math.abs(there - value) <= toleratedSeconds;
    compared += 1;
    if (there === value || (column.endsWith('_at') && isNear)) continue;
    say(`DIFFERS: ${what}, ${column}: told ${JSON.stringify(value)}, read ${JSON.stringify(there)}`);
    process.exitCode = 1;
  }
}

await using tracker = await startRequestTracker(say);
await using store = await startStore();
const told: Told = { people: new Map(), tickets: new Map(), instants: new Map() };
const desk = open(tracker, 'followed');
for (const { name, isOk, detail } of await desk.check()) say(`doctor: ${isOk ? 'ok' : 'NOT OK'} ${name}, ${detail}`);

let cursor: string | null = null;
for (const [index, event] of story.entries()) {
  // From the beginning of a second on, so that one thing that is done does not fall into two of them.
  await wait(1000 - (Date.now() % 1000));
  if (!told.instants.has(event.at)) told.instants.set(event.at, Math.floor(Date.now() / 1000));
  await tell(event, { tracker, told });
  if (index % syncEvery === 0) cursor = await sync(store, desk, cursor);
}
cursor = await sync(store, desk, cursor);
say(`${story.length} events were told, and read in ${Math.ceil(story.length / syncEvery) + 1} syncs`);

const tickets = await rowsOf(store, 'tickets', 'followed');
for (const wanted of expectedTickets(told))
  compare(
    `ticket ${wanted.id}`,
    tickets.find(({ id }) => id === wanted.id),
    wanted,
  );
compare('all tickets', { count: tickets.length }, { count: storyFacts.tickets.length });
const clocks = await rowsOf(store, 'sla_clocks', 'followed');
for (const wanted of expectedClocks(told)) {
  const isIt = ({ ticket, kind }: Record<string, unknown>) => ticket === wanted.ticket && kind === 'first_reply';
  compare(`first reply of ticket ${wanted.ticket}`, clocks.find(isIt), wanted);
}
const next = clocks.filter(({ kind }) => kind === 'next_reply');
compare(
  'messages that had to be answered',
  { count: next.length, open: next.filter(({ stopped_at }) => stopped_at === null).length },
  { count: 2, open: 0 },
);
const agents = await rowsOf(store, 'agents', 'followed');
const customers = await rowsOf(store, 'customers', 'followed');
for (const { id, team: _, ...wanted } of storyFacts.agents) {
  compare(
    wanted.name,
    agents.find((one) => one.id === String(told.people.get(id)?.id)),
    wanted,
  );
}
for (const { id, started_at: _, ...wanted } of storyFacts.customers) {
  compare(
    wanted.name,
    customers.find((one) => one.id === String(told.people.get(id)?.id)),
    wanted,
  );
}

await sync(store, open(tracker, 'read at once'), null);
for (const table of ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'ticket_spans', 'sla_clocks']) {
  const [followed, atOnce] = [await rowsOf(store, table, 'followed'), await rowsOf(store, table, 'read at once')];
  deepStrictEqual(followed, atOnce, `${table} read as it went and read at once differ`);
  say(`${table}: ${atOnce.length} rows, the same read as it went and at once`);
}
const live = await desk.readTicket?.(String(told.tickets.get('4')), new AbortController().signal);
compare('the deleted ticket, read live', { deleted: live?.deleted?.length }, { deleted: 1 });
say(`${compared} figures compared${process.exitCode === 1 ? '' : ', all as told'}`);
