import { z } from 'zod';
import { statuses, type Fact } from '../../../helpdesk.ts';
import { instant, sameWords, wordFor, type Unmapped } from '../kit/index.ts';
import { id } from './fields.ts';

const statusWords = sameWords(statuses);

/** How something came about that nobody wrote or chose: by a rule, a merge, or a clean-up after a group or user changed. */
const automatic: Readonly<Record<string, number>> = {
  rule: 8,
  group_deletion: 10,
  user_change: 11,
  user_deletion: 12,
  group_change: 13,
  merge: 19,
  automatic_solution_suggestions: 22,
};
const channels = new Set(Object.entries(automatic).flatMap(([word, number]) => [word, String(number)]));
const relations = new Set(['trigger', 'automation', 'merge']);

const word = z.union([z.string(), z.int().transform(String)]);

/** Zendesk's `via` of an update or of a part of it → whether a rule, a merge or a clean-up made it; null where it does not say. */
const madeByRule = z
  .union([
    word.transform((channel) => ({ channel, source: null })),
    z.object({ channel: word.nullish(), source: z.object({ rel: z.string().nullish() }).nullish() }),
  ])
  .nullish()
  .transform((via) => {
    if (via == null) return null;
    // As `Group deletion` or `group_deletion`.
    const channel = (via.channel ?? '').toLowerCase().replaceAll(' ', '_');
    return channels.has(channel) || relations.has(via.source?.rel ?? '');
  });

const who = z.int().nullish();

const comment = z.object({
  kind: z.literal('Comment'),
  id: id.nullish(),
  author_id: who,
  public: z.boolean(),
  created_at: instant.nullish(),
  via: madeByRule,
});

const field = {
  id: id.nullish(),
  via: madeByRule,
  /** Undefined where another field was set. */
  status: z.string().nullish(),
  assignee_id: z.union([z.int(), z.string()]).nullish(),
};

const created = z.object({ ...field, kind: z.literal('Create') });
const changed = z.object({ ...field, kind: z.literal('Change') });

const known = new Set<unknown>(['Comment', 'Create', 'Change']);
const row = z.record(z.string(), z.unknown());

/**
 * The parts of an update: comments, fields set or changed; the many other kinds are left out. Exports tell a field's new value
 * under its name, audits under `value`.
 * @param kind what each part's kind is called there
 */
function partsBy(kind: 'event_type' | 'type') {
  const named = (part: unknown) => {
    const { data } = row.safeParse(part);
    if (data === undefined) return [part];
    if (!known.has(data[kind])) return [];
    const value = data['value'] ?? null;
    if (data['field_name'] === 'status') return [{ ...data, kind: data[kind], status: value }];
    if (data['field_name'] === 'assignee_id') return [{ ...data, kind: data[kind], assignee_id: value }];
    return [{ ...data, kind: data[kind] }];
  };
  return z.preprocess(
    (parts) => (Array.isArray(parts) ? parts.flatMap(named) : (parts ?? [])),
    z.array(z.discriminatedUnion('kind', [comment, created, changed])),
  );
}

type Part = z.output<ReturnType<typeof partsBy>>[number];

/** What somebody, or a rule, did to a ticket at once. */
export interface Update {
  readonly id: number;
  readonly ticket_id: number;
  readonly created_at: number;
  /** Not above 0, or missing: the system. */
  readonly author_id?: number | null | undefined;
  readonly via: boolean | null;
  readonly parts: readonly Part[];
}

const whole = { id, ticket_id: id, created_at: instant, via: madeByRule };

/** A row of the ticket event export, with `comment_events`. */
export const foreignTicketEvent = z
  .object({ ...whole, updater_id: who, child_events: partsBy('event_type') })
  .transform(({ updater_id, child_events, ...row }): Update => ({
    ...row,
    author_id: updater_id,
    parts: child_events,
  }));

/** An audit: the same update, with the same ids, where one ticket's are asked for. */
export const foreignAudit = z
  .object({ ...whole, author_id: who, events: partsBy('type') })
  .transform(({ events, ...row }): Update => ({ ...row, parts: events }));

type Move = Fact<'ticket_moves'>;
type Reply = Fact<'replies'>;

interface Known {
  /** Everyone who is or was an agent; all others are customers. */
  readonly staff: ReadonlySet<number>;
  readonly unmapped: Unmapped;
}

/** The moves and replies that some updates consist of. */
export function readUpdates(updates: readonly Update[], known: Known): { ticket_moves: Move[]; replies: Reply[] } {
  const events = updates.map((update) => eventsOf(update, known));
  return {
    ticket_moves: events.flatMap(({ ticket_moves }) => ticket_moves),
    replies: events.flatMap(({ replies }) => replies),
  };
}

/** An update as the moves and replies it consists of. The one that created the ticket is its first move, and its message no reply. */
export function eventsOf(update: Update, known: Known): { ticket_moves: Move[]; replies: Reply[] } {
  const isCreation = update.parts.some(({ kind }) => kind === 'Create');
  const replies = isCreation ? [] : repliesOf(update, known);
  const moves = changesOf(update, known);
  if (isCreation) return { ticket_moves: [creationOf(update, known), ...moves], replies };
  const own = moveOf(update, known);
  // An agent's touch that moved nothing: another priority, a tag.
  const isTouch = own.by === 'agent' && update.parts.length > 0 && moves.length + replies.length === 0;
  return { ticket_moves: isTouch ? [own] : moves, replies };
}

function moveOf(update: Update, known: Known): Move {
  const by = authorOf(update.author_id, update.via, known);
  const { id, ticket_id, created_at: at } = update;
  return { id: String(id), ticket: String(ticket_id), at, seq: 0, by, status: null, agent: null };
}

function creationOf(update: Update, known: Known): Move {
  const set = update.parts.filter((part) => part.kind === 'Create');
  const status = set.find((part) => present(part.status) !== null)?.status ?? 'new';
  const assignee = set.find((part) => present(part.assignee_id) !== null)?.assignee_id;
  return { ...moveOf(update, known), status: wordOf(status, known), agent: present(assignee) };
}

function changesOf(update: Update, known: Known): Move[] {
  return update.parts.flatMap((part, index) => {
    if (part.kind !== 'Change' || (part.status === undefined && part.assignee_id === undefined)) return [];
    // That a ticket was deleted is told by the tickets' export.
    if (part.status === 'deleted') return [];
    const by = authorOf(update.author_id, part.via ?? update.via, known);
    const moved = { status: wordOf(part.status, known), agent: present(part.assignee_id) };
    return [{ ...moveOf(update, known), id: idOf(part, { update, index }), seq: index + 1, by, ...moved }];
  });
}

function repliesOf(update: Update, known: Known): Reply[] {
  return update.parts.flatMap((part, index) => {
    if (part.kind !== 'Comment') return [];
    const by = authorOf(part.author_id, part.via ?? update.via, known);
    return {
      id: idOf(part, { update, index }),
      ticket: String(update.ticket_id),
      at: part.created_at ?? update.created_at,
      by,
      agent: by === 'agent' ? String(part.author_id) : null,
      is_public: part.public,
      waited_seconds: null,
    };
  });
}

/** The part's own; one without goes by its place in the update. */
function idOf({ id }: Part, { update, index }: { update: Update; index: number }): string {
  return id == null ? `${update.id}-${index}` : String(id);
}

function authorOf(author: number | null | undefined, isByRule: boolean | null, { staff }: Known) {
  if (isByRule === true || author == null || author < 1) return 'automation';
  return staff.has(author) ? 'agent' : 'customer';
}

function wordOf(status: string | null | undefined, { unmapped }: Known) {
  return wordFor(status, { words: statusWords, field: 'ticket_moves.status', unmapped });
}

function present(value: number | string | null | undefined): string | null {
  return value == null || value === '' ? null : String(value);
}
