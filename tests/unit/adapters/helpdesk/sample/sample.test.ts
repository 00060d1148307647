import { beforeAll, describe, expect, test } from 'vitest';
import { openSample } from '../../../../../src/adapters/helpdesk/sample/index.ts';
import { teams } from '../../../../../src/adapters/helpdesk/sample/roster.ts';
import { UserError } from '../../../../../src/errors.ts';
import { facts, type Batch, type Fact, type Facts, type Table } from '../../../../../src/helpdesk.ts';
import { batchesOf, gather } from '../../../../helpers/pull.ts';

const day = 86_400;
const hour = 3600;
const now = Date.parse('2026-11-18T10:34:56Z') / 1000;
const desk = openSample({ name: 'sample', now: () => now });
const tables = (Object.keys(facts) as Table[]).filter((table) => table !== 'ticket_moves');
let batches: Batch[] = [];
let rows: Facts = {};

beforeAll(async () => {
  batches = await batchesOf(desk);
  rows = gather(batches).rows;
});

function rowsOf<T extends Table>(table: T): readonly Fact<T>[] {
  return rows[table] ?? [];
}

function share<T>(list: readonly T[], isCounted: (item: T) => boolean): number {
  return list.filter(isCounted).length / list.length;
}

function isPositive({ score, scale_min: min, scale_max: max }: Fact<'surveys'>): boolean {
  return score !== null && min !== null && max !== null && (score - min) / (max - min) >= 0.75;
}

test('every table is given but the moves, in batches of at most 40,000 rows or little more', () => {
  expect(Object.keys(batches[0]?.facts ?? {})).toEqual(tables);
  for (const table of tables) expect(rowsOf(table).length).toBeGreaterThan(0);
  for (const batch of batches) {
    const size = Object.values(batch.facts).reduce((total, rows) => total + rows.length, 0);
    expect(size).toBeLessThan(40_100);
  }
});

test.each(tables)('every row of %s is one as the vocabulary describes it', (table) => {
  const row = facts[table].strict();
  const wrong = rowsOf(table).filter((told) => !row.safeParse(told).success);
  expect(wrong).toEqual([]);
});

test('nothing of the future shows but targets and renewals', () => {
  const isTold = (column: string) =>
    column === 'at' || (column.endsWith('_at') && !['target_at', 'renewal_at'].includes(column));
  const early = tables.flatMap((table) =>
    rowsOf(table).flatMap((row) =>
      Object.entries(row).filter(([column, value]) => isTold(column) && typeof value === 'number' && value > now),
    ),
  );
  expect(early).toEqual([]);
});

describe('the year is plausible', () => {
  test('it begins 365 days ago and holds about 20,000 tickets', () => {
    const created = rowsOf('tickets').map((ticket) => ticket.created_at);
    expect(Math.min(...created)).toBeGreaterThanOrEqual((Math.floor(now / day) - 365) * day);
    expect(Math.min(...created)).toBeLessThan((Math.floor(now / day) - 364) * day);
    expect(created.length).toBeGreaterThan(18_000);
    expect(created.length).toBeLessThan(22_000);
  });

  test('most ratings are good, most surveys stay unanswered', () => {
    const csat = rowsOf('surveys').filter(({ kind }) => kind === 'csat');
    const answered = csat.filter((survey) => survey.answered_at !== null);
    expect(share(csat, (survey) => survey.answered_at !== null)).toBeCloseTo(0.33, 1);
    expect(share(answered, isPositive)).toBeCloseTo(0.85, 1);
  });

  test('about nine promises in ten are kept', () => {
    const decided = rowsOf('sla_clocks').filter((clock) => clock.stopped_at !== null && clock.target_at !== null);
    const kept = share(decided, (clock) => (clock.stopped_at ?? 0) <= (clock.target_at ?? 0));
    expect(kept).toBeGreaterThan(0.88);
    expect(kept).toBeLessThan(0.97);
  });

  test('tickets stand in every state', () => {
    const states = new Set(rowsOf('tickets').map(({ status }) => status));
    expect(states).toEqual(new Set(['new', 'open', 'pending', 'hold', 'solved', 'closed']));
    expect(rowsOf('sla_clocks').some((clock) => clock.is_paused)).toBe(true);
    expect(rowsOf('tickets').some((ticket) => ticket.reopens)).toBe(true);
    expect(rowsOf('tickets').some((ticket) => ticket.escalated_at)).toBe(true);
  });

  test('weekdays are busier than weekends', () => {
    const weekend = share(rowsOf('tickets'), (ticket) => new Date(ticket.created_at * 1000).getUTCDay() % 6 === 0);
    expect(weekend).toBeLessThan(0.25);
    expect(weekend).toBeGreaterThan(0.1);
  });

  test('subjects and comments hold what has to be escaped', () => {
    const subjects = rowsOf('tickets').map(({ subject }) => subject ?? '');
    for (const text of ['<b>', '<script>', '&', '<!channel>', '*two-step*']) {
      expect(subjects.some((subject) => subject.includes(text))).toBe(true);
    }
    expect(subjects.some((subject) => subject.startsWith('='))).toBe(true);
  });
});

test("a ticket's counts are those of its replies and spans", () => {
  const replies = Map.groupBy(rowsOf('replies'), ({ ticket }) => ticket);
  const spans = Map.groupBy(rowsOf('ticket_spans'), ({ ticket }) => ticket);
  for (const ticket of rowsOf('tickets')) {
    const own = replies.get(ticket.id) ?? [];
    const times = spans.get(ticket.id) ?? [];
    const answers = own.filter(({ by, is_public: isPublic }) => by === 'agent' && isPublic);
    expect(ticket).toMatchObject({
      agent_replies: answers.length,
      customer_replies: own.filter(({ by }) => by === 'customer').length,
      touches: own.filter(({ by }) => by === 'agent').length,
      first_reply_at: answers[0]?.at ?? null,
      reopens: times.length - 1,
      solved_at: times.at(-1)?.to_at ?? null,
    });
  }
});

test('what is on record about agents and customers names some who exist', () => {
  const agents = new Set(rowsOf('agents').map(({ id }) => id));
  const customers = new Set(rowsOf('customers').map(({ id }) => id));
  for (const { agent, customer } of rowsOf('tickets')) {
    expect(agents.has(agent ?? '')).toBe(true);
    expect(customer === null || customers.has(customer)).toBe(true);
  }
});

test('agents have predictable e-mails', () => {
  expect(rowsOf('agents')).toHaveLength(24);
  expect(rowsOf('agents')).toContainEqual({
    id: 'ana.reyes',
    name: 'Ana Reyes',
    email: 'ana.reyes@example.com',
    team: 'Billing',
    is_active: true,
  });
});

test.each(Object.values(teams))(
  'in $name the best agent solves more, and contents more, than the weakest',
  ({ agents }) => {
    const solved = (id: string | undefined) =>
      rowsOf('tickets').filter(({ agent, status }) => agent === id && status === 'closed');
    const ratings = (id: string | undefined) =>
      rowsOf('surveys').filter(({ agent, kind, score }) => agent === id && kind === 'csat' && score !== null);
    const [best, weakest] = [agents[0].id, agents.at(-1)?.id];
    expect(solved(best).length).toBeGreaterThan(solved(weakest).length);
    expect(share(ratings(best), isPositive)).toBeGreaterThan(share(ratings(weakest), isPositive));
  },
);

test('customers complain before they leave', () => {
  const left = new Map(
    rowsOf('customers').flatMap(({ id, ended_at: endedAt }) => (endedAt === null ? [] : [[id, endedAt]])),
  );
  expect(left.size).toBeGreaterThan(50);
  const before = (ticket: Fact<'tickets'>) => (left.get(ticket.customer ?? '') ?? 0) - ticket.created_at;
  const tickets = rowsOf('tickets').filter((ticket) => left.has(ticket.customer ?? ''));
  const last = tickets.filter((ticket) => before(ticket) < 45 * day);
  const earlier = tickets.filter((ticket) => before(ticket) >= 45 * day);
  expect(share(last, (ticket) => ticket.is_complaint === true)).toBeGreaterThan(0.2);
  expect(share(earlier, (ticket) => ticket.is_complaint === true)).toBeLessThan(0.1);
});

test('in every hour of the last week some unsolved ticket came within an hour of its target', () => {
  const close = rowsOf('sla_clocks').flatMap(({ started_at: from, target_at: target, stopped_at: to }) => {
    return target === null ? [] : [{ from: Math.max(from, target - hour), to: Math.min(to ?? now, target) }];
  });
  const thisHour = Math.floor(now / hour);
  const hours = Array.from({ length: 24 * 7 }, (_, index) => (thisHour - index - 1) * hour);
  const quiet = hours.filter((start) => !close.some(({ from, to }) => from < to && from < start + hour && to > start));
  expect(quiet).toEqual([]);
});

test('an aborted pull ends between two batches', async () => {
  const stop = new AbortController();
  const seen: Batch[] = [];
  for await (const batch of desk.pull(null, stop.signal)) {
    seen.push(batch);
    stop.abort();
  }
  expect(seen).toHaveLength(1);
});

test('a cursor that is not its own is refused', async () => {
  await expect(batchesOf(desk, 'nonsense')).rejects.toThrow(UserError);
});

test('its check says that it is a sample', async () => {
  expect(await desk.check()).toEqual([
    { name: 'sample', isOk: true, detail: 'a sample of about 20000 made-up tickets a year (seed 1)' },
  ]);
});
