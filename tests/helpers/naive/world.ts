import { facts, type Fact, type Facts, type Source, type Table } from '../../../src/helpdesk.ts';
import type { Store } from '../../../src/store/store.ts';
import { complete, fill, type SomeFacts } from '../store.ts';
import type { Random } from './random.ts';

export type Placed<T extends Table> = Fact<T> & { readonly desk: string };

/** All rows there are, as facts.md says they should be kept: without what was deleted, every ticket with spans. */
export interface World {
  readonly tables: { readonly [T in Table]: readonly Placed<T>[] };
  readonly sources: Readonly<Record<string, ReadonlySet<string>>>;
  /** Whether one customer of several desks is one. */
  readonly isOfPeople: boolean;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Shape {
  readonly desks: readonly string[];
  /** What is asked about, and compared with: most of what happens does so around it. */
  readonly stretch: Span;
  readonly stretchAgainst: Span;
  /** A change of the clocks: some of it happens within the hour. */
  readonly change: number;
  readonly size: number;
}

const day = 86_400;
const week = 7 * day;
const teams = ['Billing', 'billing', 'Tier 2'];
const agents = ['a1', 'a2', 'a3'];
const people = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'];
const numbers = [0, 1, 1, 2, 3];
const seconds = [0, 30, 61.25, 600];
/** Those that differ in capitals are one; some desks have two customers of one. */
const emails = ['eva@initech.example', 'Eva@Initech.example', 'tom@globex.example', 'li@acme.example', ''];

/** Desks of random shape with equal ids, stored, and the same as plain rows. Instants lie around a stretch and on its edges. */
export async function storeWorld(store: Store, random: Random, shape: Shape): Promise<World> {
  const rows: Record<string, Record<string, unknown>[]> = {};
  const sources: Record<string, ReadonlySet<string>> = {};
  for (const desk of shape.desks) {
    const some = deskOf(desk, random, shape);
    const tickets = (some.tickets ?? []).map(({ id }) => id);
    const gone = tickets.filter(() => random.chance(0.1));
    await fill(store, some, { desk });
    await fill(store, {}, { desk, deleted: gone.map((id) => ({ id, at: shape.stretch.to + 400 * day })) });
    const kept = without(complete(some), gone);
    sources[desk] = sourcesOf(complete(some));
    for (const [table, found] of Object.entries(kept)) {
      (rows[table] ??= []).push(...found.map((row) => ({ ...row, desk })));
    }
  }
  const tables = Object.fromEntries(Object.keys(facts).map((table) => [table, rows[table] ?? []]));
  return { tables: tables as unknown as World['tables'], sources, isOfPeople: false };
}

function sourcesOf(all: Facts): ReadonlySet<string> {
  const kinds = (all.surveys ?? []).map(({ kind }): Source => `surveys:${kind}`);
  return new Set<string>([...Object.keys(all), ...kinds]);
}

/** What is left when tickets are deleted, with a span for every ticket that came without. */
function without(all: Facts, gone: readonly string[]): Facts {
  const isLeft = ({ ticket }: { ticket: string | null }) => ticket === null || !gone.includes(ticket);
  const tickets = (all.tickets ?? []).filter(({ id }) => !gone.includes(id));
  const spans = (all.ticket_spans ?? []).filter(isLeft);
  const derived = tickets
    .filter(({ id }) => !spans.some(({ ticket }) => ticket === id))
    .map(({ id, created_at, solved_at }) => ({ ticket: id, seq: 0, from_at: created_at, to_at: solved_at }));
  return {
    ...all,
    tickets,
    ticket_spans: [...spans, ...derived],
    replies: (all.replies ?? []).filter(isLeft),
    sla_clocks: (all.sla_clocks ?? []).filter(isLeft),
    surveys: (all.surveys ?? []).filter(isLeft),
    reviews: (all.reviews ?? []).filter(isLeft),
  };
}

function deskOf(desk: string, random: Random, { stretch, stretchAgainst, change, size }: Shape): SomeFacts {
  const { below, pick, chance, maybe } = random;
  const length = Math.max(stretch.to - stretch.from, day);
  const ends = [stretch, stretchAgainst].flatMap(({ from, to }) => [from, from - 1, to, to - 1]);
  const edges = [...ends, ...ends.map((end) => end - week)];
  /** Around a stretch, at times after its end; often on an edge, or on one that a week leads to, or when clocks are changed. */
  const instant = () => {
    if (chance(0.2)) return pick(edges);
    if (chance(0.1)) return change - 3600 + below(7200);
    const { from } = chance(0.15) ? stretchAgainst : stretch;
    return from - length + below(Math.round(2.2 * length));
  };
  const when = () => (chance(0.3) ? null : instant());
  const after = (from: number) => {
    if (chance(0.3)) return null;
    const later = edges.filter((edge) => edge > from);
    return chance(0.3) && later.length > 0 ? pick(later) : from + below(length);
  };
  const many = <Row>(most: number, row: (id: string) => Row): Row[] =>
    Array.from({ length: below(most * size) }, (_, index) => row(String(index)));
  const ticketId = () => maybe(['0', '1', '2', '3', '4', '5', '6', '7', 'gone']);
  const person = () => maybe([...people, 'stranger']);
  const tickets = many(26, (id) => {
    const created_at = chance(0.2) ? pick(edges) + week : instant();
    return {
      id,
      created_at,
      first_reply_at: after(created_at),
      first_reply_by: maybe(agents),
      solved_at: after(created_at),
      escalated_at: chance(0.2) ? created_at + below(1000) : null,
      is_complaint: maybe([true, false]),
      team: maybe(teams),
      agent: maybe(agents),
      channel: maybe(['email', 'chat'] as const),
      type: maybe(['refund', 'how-to', 'shipping']),
      priority: maybe(['low', 'high'] as const),
      tags: maybe([[], ['vip'], ['vip', 'Spam']]),
      customer: person(),
      organization: maybe(['Acme', 'Initech']),
      reopens: maybe(numbers),
      agent_replies: maybe(numbers),
      customer_replies: maybe(numbers),
      touches: maybe(numbers),
      handle_seconds: maybe(seconds),
    };
  });
  /** Those with a history: reopened, some of them, and solved for good when the last of it ends. */
  const spans = tickets.flatMap(({ id, created_at }) => (chance(0.25) ? spansOf(id, created_at, random) : []));
  const lastEnd = ({ id, solved_at }: (typeof tickets)[number]) => {
    const last = spans.findLast(({ ticket }) => ticket === id);
    return last ? last.to_at : solved_at;
  };
  const all = {
    agents: agents.slice(1).map((id) => ({ id, name: `${id} of ${desk}` })),
    customers: people.slice(below(4)).map((id) => {
      const started_at = instant();
      return {
        id,
        email: chance(0.1) ? null : pick(emails),
        started_at,
        ended_at: after(started_at),
        organization: maybe(['Acme', 'Initech']),
        segment: maybe(['gold', 'Silver']),
        referred_by: maybe(['c1']),
        preferred_channel: maybe(['email', 'phone'] as const),
      };
    }),
    tickets: tickets.map((ticket) => ({ ...ticket, solved_at: lastEnd(ticket) })),
    ticket_spans: [...spans, ...spansOf('gone', instant(), random)],
    replies: many(20, (id) => ({
      id,
      at: instant(),
      ticket: ticketId(),
      by: maybe(['agent', 'customer', 'automation'] as const),
      agent: maybe(agents),
      is_public: maybe([true, true, false]),
      waited_seconds: maybe(seconds),
    })),
    sla_clocks: many(16, (id) => {
      const started_at = instant();
      return {
        ticket: ticketId() ?? id,
        kind: pick(['first_reply', 'next_reply', 'resolution'] as const),
        started_at: started_at + 2 * Number(id),
        target_at: after(started_at),
        stopped_at: after(started_at),
      };
    }),
    surveys: many(40, (id) => ({
      id,
      kind: pick(['csat', 'nps', 'ces', 'esat'] as const),
      answered_at: when(),
      score: maybe([0, 1, 2, 3, 4, 5]),
      scale_min: maybe([0, 1]),
      scale_max: maybe([5, 5, 5, 1]),
      comment: maybe(['', 'Well …']),
      ticket: ticketId(),
      agent: maybe(agents),
      team: maybe(teams),
      channel: maybe(['email', 'chat'] as const),
      customer: person(),
      replied_at: when(),
    })),
    calls: many(24, (id) => ({
      id,
      at: instant(),
      channel: maybe(['phone', 'chat'] as const),
      direction: maybe(['in', 'in', 'out'] as const),
      is_answered: maybe([true, true, false]),
      wait_seconds: maybe(seconds),
      talk_seconds: maybe(seconds),
      hold_seconds: maybe(seconds),
      wrap_seconds: maybe(seconds),
      agent: maybe(agents),
      team: maybe(teams),
      ticket: chance(0.5) ? null : ticketId(),
      customer: person(),
    })),
    self_service: many(20, (id) => ({
      id,
      at: instant(),
      kind: maybe(['view', 'search', 'resolved'] as const),
      session: maybe(['s1', 's2', 's3']),
      article: maybe(['Returns', 'Login']),
      customer: person(),
    })),
    orders: many(24, (id) => ({
      id,
      at: instant(),
      customer: person(),
      amount: maybe([10, 25.5, 40, -5]),
      margin: maybe([0.2, 0.45]),
      currency: chance(0.95) ? 'EUR' : maybe(['USD']),
      kind: maybe(['first', 'repeat', 'upsell', 'cross_sell', 'renewal'] as const),
      agent: maybe(agents),
    })),
    reviews: many(14, (id) => ({
      id,
      at: instant(),
      ticket: ticketId(),
      agent: maybe(agents),
      team: maybe(teams),
      weight: maybe([0, 1, 2.5]),
      score: maybe([0, 0.6, 1]),
    })),
    mentions: many(30, (id) => ({
      id,
      at: instant(),
      network: maybe(['x', 'reddit']),
      sentiment: maybe(['positive', 'neutral', 'negative'] as const),
      topic: maybe(['technical', 'account', 'praise', 'suggestion', 'competitor'] as const),
      is_answerable: maybe([true, false]),
      replied_at: when(),
    })),
    engagements: many(24, (id) => ({
      id,
      at: instant(),
      customer: person(),
      kind: maybe(['usage', 'loyalty', 'training', 'community'] as const),
    })),
  };
  // A desk need not give everything.
  return Object.fromEntries(Object.entries(all).filter(() => chance(0.9)));
}

/** Nothing, or up to three stretches one after the other, the last of them perhaps still open. */
function spansOf(ticket: string, start: number, { below, chance }: Random) {
  const spans = [];
  let from_at = start;
  for (let seq = 0; seq < below(4); seq += 1) {
    const isOpen = chance(0.3);
    const to_at = from_at + 1 + below(5 * day);
    spans.push({ ticket, seq, from_at, to_at: isOpen ? null : to_at });
    if (isOpen) break;
    from_at = to_at + below(3 * day);
  }
  return spans;
}
