import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/index.ts';
import { id, instant, reference } from './fields.ts';

type Author = Fact<'replies'>['by'];
type Status = Fact<'tickets'>['status'];

export const foreignAuthor = z.object({
  type: text,
  id: reference,
  from_ai_agent: z.boolean().nullish(),
  is_ai_answer: z.boolean().nullish(),
});

/** Something that happened to a conversation: a message, a note, an assignment, a change of its state, or all at once. */
export const foreignPart = z.object({
  id,
  part_type: z.string(),
  body: text,
  created_at: instant,
  author: foreignAuthor.nullish(),
  assigned_to: z.object({ type: text, id: reference }).nullish(),
});

export type ForeignPart = z.output<typeof foreignPart>;

const authors = new Map<string | null | undefined, Author>([
  ['admin', 'agent'],
  ['user', 'customer'],
  ['lead', 'customer'],
  ['contact', 'customer'],
  ['visitor', 'customer'],
  ['bot', 'automation'],
  ['team', 'automation'],
]);

/** Who an author is. Fin may write in a teammate's name; Twitter's authors are not told. */
export function authorOf(author: z.output<typeof foreignAuthor> | null | undefined): Author {
  if (author?.from_ai_agent === true || author?.is_ai_answer === true) return 'automation';
  return authors.get(author?.type) ?? null;
}

const states = new Map<string, Status>([
  ['close', 'solved'],
  ['snoozed', 'hold'],
  ['open', 'open'],
  ['assign_and_reopen', 'open'],
  ['note_and_reopen', 'open'],
  ['unsnoozed', 'open'],
  ['assign_and_unsnooze', 'open'],
  ['timer_unsnooze', 'open'],
]);
const notes = new Set(['note', 'note_and_reopen']);
const messages = new Set(['comment', 'quick_reply']);
/** These may carry a message: then they have a text. */
const changes = new Set([
  'open',
  'close',
  'snoozed',
  'unsnoozed',
  'assignment',
  'assign_and_reopen',
  'assign_and_unsnooze',
]);

/** A message or a note as a reply; undefined when the part is neither. */
export function toReply(part: ForeignPart, ticket: string): Fact<'replies'> | undefined {
  const isNote = notes.has(part.part_type);
  const isMessage = messages.has(part.part_type) || (changes.has(part.part_type) && part.body !== null);
  if (!isNote && !isMessage) return undefined;
  const by = authorOf(part.author);
  return facts.replies.parse({
    id: part.id,
    ticket,
    at: part.created_at,
    by,
    agent: by === 'agent' ? part.author?.id : null,
    is_public: !isNote,
  });
}

/** The state after a part. A customer's message opens whatever was closed or snoozed; an agent's waits for the customer. */
export function stateAfter(
  part: ForeignPart,
  { before, reply }: { before: Status; reply: Fact<'replies'> | undefined },
) {
  const state = states.get(part.part_type) ?? before;
  if (reply?.is_public !== true) return state;
  if (reply.by === 'customer') return 'open';
  return reply.by === 'agent' && state === 'open' ? 'pending' : state;
}
