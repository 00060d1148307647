/**
 * Vocabulary of the helpdesk side: the facts every desk is read into, and the contract by which a desk gives them.
 * Instants are epoch seconds (UTC), durations seconds. Unknown is null, never 0 or ''.
 * A row carries no `desk`: the store adds the name of the desk it came from.
 */
import { z } from 'zod';
import type { Schedule } from './calendar/schedule.ts';

export type { Schedule };

const id = z.string().min(1);
const text = z.string().nullable().default(null);
/** Epoch seconds of a year between 1970 and 9999. */
const instant = z.int().min(0).max(253_402_300_799);
const when = instant.nullable().default(null);
const seconds = z.number().min(0).nullable().default(null);
const count = z.int().min(0).nullable().default(null);
const number = z.number().nullable().default(null);
const flag = z.boolean().nullable().default(null);
const author = z.enum(['agent', 'customer', 'automation']).nullable().default(null);
const word = text;

export const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed', 'other'] as const;
export const priorities = ['low', 'normal', 'high', 'urgent', 'other'] as const;
export const channels = [
  'email',
  'web',
  'chat',
  'phone',
  'click_to_call',
  'social',
  'messaging',
  'knowledge_base',
  'api',
  'other',
] as const;
export const surveyKinds = ['csat', 'nps', 'ces', 'esat'] as const;

/**
 * One zod object a fact table; its keys are the table's columns, in order. A desk that sends `ticket_moves` says what happened
 * to its tickets one by one: their spans, and all that counts replies, moves and reopens, is then worked out by the store and
 * stands over what their rows say. The message a ticket was opened with is not among its `replies`.
 */
export const facts = {
  agents: z.object({ id, name: text, email: text, team: text, is_active: flag }),
  customers: z.object({
    id,
    name: text,
    email: text,
    organization: text,
    started_at: instant,
    ended_at: when,
    renewal_at: when,
    referred_by: text,
    segment: text,
    preferred_channel: z.enum(channels).nullable().default(null),
  }),
  tickets: z.object({
    id,
    subject: text,
    url: text,
    status: z.enum(statuses).nullable().default(null),
    priority: z.enum(priorities).nullable().default(null),
    type: word,
    channel: z.enum(channels).nullable().default(null),
    tags: z.array(z.string()).nullable().default(null),
    team: text,
    agent: text,
    customer: text,
    organization: text,
    is_complaint: flag,
    created_at: instant,
    updated_at: when,
    first_reply_at: when,
    first_reply_by: text,
    solved_at: when,
    reopens: count,
    agent_replies: count,
    customer_replies: count,
    touches: count,
    reassignments: count,
    escalated_at: when,
    handle_seconds: seconds,
  }),
  ticket_spans: z.object({ ticket: id, seq: z.int().min(0), from_at: instant, to_at: when }),
  ticket_moves: z.object({
    id,
    ticket: id,
    at: instant,
    /** Order among the moves of one instant. */
    seq: count,
    by: author,
    /** Where the move took the ticket; null when its status stayed. The first one is the ticket's creation. */
    status: z.enum(statuses).nullable().default(null),
    /** Whom the move assigned it to; null when the assignee stayed, or is nobody. */
    agent: text,
  }),
  replies: z.object({
    id,
    ticket: text,
    at: instant,
    by: author,
    agent: text,
    is_public: flag,
    waited_seconds: seconds,
  }),
  sla_clocks: z.object({
    ticket: id,
    kind: z.enum(['first_reply', 'next_reply', 'resolution']),
    started_at: instant,
    target_at: when,
    stopped_at: when,
    is_paused: flag,
    policy: text,
  }),
  surveys: z.object({
    id,
    kind: z.enum(surveyKinds),
    sent_at: when,
    answered_at: when,
    score: number,
    scale_min: number,
    scale_max: number,
    comment: text,
    ticket: text,
    agent: text,
    team: text,
    channel: z.enum(channels).nullable().default(null),
    customer: text,
    replied_at: when,
  }),
  calls: z.object({
    id,
    at: instant,
    channel: z.enum(['phone', 'chat']).nullable().default(null),
    direction: z.enum(['in', 'out']).nullable().default(null),
    is_answered: flag,
    wait_seconds: seconds,
    talk_seconds: seconds,
    hold_seconds: seconds,
    wrap_seconds: seconds,
    agent: text,
    team: text,
    ticket: text,
    customer: text,
  }),
  self_service: z.object({
    id,
    at: instant,
    kind: z.enum(['view', 'search', 'resolved', 'escalated']).nullable().default(null),
    session: text,
    article: text,
    customer: text,
  }),
  orders: z.object({
    id,
    at: instant,
    customer: text,
    amount: number,
    margin: z.number().min(0).max(1).nullable().default(null),
    currency: text,
    kind: z.enum(['first', 'repeat', 'upsell', 'cross_sell', 'renewal']).nullable().default(null),
    agent: text,
  }),
  reviews: z.object({
    id,
    at: instant,
    ticket: text,
    agent: text,
    team: text,
    criterion: text,
    weight: number,
    score: z.number().min(0).max(1).nullable().default(null),
  }),
  mentions: z.object({
    id,
    at: instant,
    network: text,
    author: text,
    text,
    url: text,
    sentiment: z.enum(['positive', 'neutral', 'negative']).nullable().default(null),
    topic: z
      .enum(['technical', 'account', 'praise', 'complaint', 'suggestion', 'competitor', 'other'])
      .nullable()
      .default(null),
    is_answerable: flag,
    replied_at: when,
  }),
  engagements: z.object({
    id,
    at: instant,
    customer: text,
    kind: z.enum(['usage', 'loyalty', 'training', 'community']).nullable().default(null),
  }),
} as const;

export type Table = keyof typeof facts;
export type Fact<T extends Table> = z.output<(typeof facts)[T]>;
export type Facts = { readonly [T in Table]?: readonly Fact<T>[] };

/** The columns that, after `desk`, make a row's key. Rows that share a key replace each other. */
export const keys: { readonly [T in Table]: readonly string[] } = {
  agents: ['id'],
  customers: ['id'],
  tickets: ['id'],
  ticket_spans: ['ticket', 'seq'],
  ticket_moves: ['id'],
  replies: ['id'],
  sla_clocks: ['ticket', 'kind', 'started_at'],
  surveys: ['id'],
  calls: ['id'],
  self_service: ['id'],
  orders: ['id'],
  reviews: ['id'],
  mentions: ['id'],
  engagements: ['id'],
};

/** What a metric needs and a desk gives: a table, or one kind of survey. */
export type Source = Table | `surveys:${(typeof surveyKinds)[number]}`;

/** A row that was not read, for the report. */
export interface Skipped {
  /** Where it stood: `tickets.csv line 14`, `ticket 335`. */
  readonly place: string;
  readonly reason: string;
  /** What went with it: the row (when absent), a value of it that was left empty, or nothing. */
  readonly lost?: 'row' | 'value' | 'nothing';
  /** The reason without what came there: those of one kind are counted together. */
  readonly kind?: string;
}

/** A stretch of a desk's facts together with the place to go on from. They are stored in one transaction. */
export interface Batch {
  /** Rows by table. A table that is named, even without rows, is one this desk gives ("connected"). */
  readonly facts: Facts;
  /** Sources given beyond the tables named: which surveys the desk sends, before the first one is there. */
  readonly gives?: readonly Source[];
  /** Ids of tickets deleted or merged away at the source, with the instant it happened. */
  readonly deleted?: readonly { readonly id: string; readonly at: number }[];
  /** Opaque to everyone but the adapter; pulling again from it repeats nothing that matters and misses nothing. */
  readonly cursor: string;
  readonly skipped?: readonly Skipped[];
  /** The file its rows stood in, where they came from one. */
  readonly file?: string;
  /** Source values that fit no enumeration and became `other`: `tickets.status: "waiting"` → how often. */
  readonly unmapped?: Readonly<Record<string, number>>;
  /** True on the last batch of a pull: the desk has nothing newer now. */
  readonly isLast?: boolean;
}

/** Facts outside the order of a pull: they leave the place to go on from alone. */
export type News = Omit<Batch, 'cursor' | 'isLast'>;

/** A webhook's request, as it came. */
export interface WebhookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** What a webhook is about: the tickets something happened to. */
export interface WebhookEvent {
  readonly tickets: readonly string[];
}

/** One finding of a check of the settings of a desk or a chat, for `doctor`. */
export interface Check {
  readonly name: string;
  readonly isOk: boolean;
  /** What was found, and when not ok what to do. */
  readonly detail: string;
}

/** Name and kind of the desk of made-up facts, which is there while no other is. */
export const sampleName = 'sample';

/** A connected account, as everyone else sees it. */
export interface Helpdesk {
  readonly name: string;
  readonly kind: string;
  /**
   * Facts oldest first, from a cursor of an earlier batch or from the beginning (null), until there is nothing newer.
   * Safe to pull again from an old cursor. Aborting the signal ends it between two batches.
   * @throws UpstreamError for the service, UserError for settings that cannot work
   */
  pull(cursor: string | null, signal: AbortSignal): AsyncIterable<Batch>;
  check(): Promise<readonly Check[]>;
  /**
   * A ticket as it stands at this moment, with what belongs to it. Where it is missing, the desk has no way to ask for one.
   * @throws UpstreamError as `pull`
   */
  readonly readTicket?: (id: string, signal: AbortSignal) => Promise<News>;
  /**
   * The opening hours the desk works by, as it knows them itself; undefined where it has none. Missing: it cannot be asked.
   * @throws UpstreamError as `pull`, UserError `unreadable-schedule` for hours that cannot be told for sure
   */
  readonly readSchedule?: (signal: AbortSignal) => Promise<Schedule | undefined>;
  /** What a webhook's request says, once its signature fits; undefined when it is not the service's. Missing: no webhooks. */
  readonly readWebhook?: (request: WebhookRequest) => WebhookEvent | undefined;
}
