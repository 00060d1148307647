import { z } from 'zod';
import { facts, type Fact, type Skipped } from '../../../helpdesk.ts';
import { readRows, text } from '../kit/index.ts';
import { id, instant } from './fields.ts';
import type { Names } from './context.ts';

/** What was written never leaves the page it came on: only who wrote, and when. */
const line = z.object({ id, userid: text, type: z.string(), datecreated: instant });
const group = z.object({
  id,
  userid: text,
  type: z.string(),
  status: text,
  datecreated: instant,
  messages: z.array(z.unknown()).nullish(),
});

type Group = z.output<typeof group>;

/** Groups that are one message: e-mails, forms, posts and the messengers' texts. */
const letters = new Set(['M', '3', '4', '5', '6', '7', 'F', 'W']);
const outgoing = '4';
const chat = 'C';
const spoken = new Set(['P', 'V']);
/** Notes, and what an agent forwards to somebody else. */
const internal = new Set(['I', 'U', 'Z', 'O']);
/** Transferred, resolved, postponed, tagged. */
const acts = new Set(['T', 'R', 'J', 'G']);
/** Deleted, split off into another ticket, merged in from another: said there, or nowhere. */
const elsewhere = new Set(['D', 'S', 'M']);
/** The user under whose name rules and LiveAgent itself write. */
const system = 'system00';

interface Said {
  readonly replies: readonly Fact<'replies'>[];
  /** What agents did without a word, for the count of their touches. */
  readonly moves: readonly Fact<'ticket_moves'>[];
  readonly skipped: readonly Skipped[];
}

/** A ticket's message groups → its replies, without the message that opened it, and its agents' silent acts. */
export function readMessages(rows: readonly unknown[], { ticket, names }: { ticket: string; names: Names }): Said {
  const { read, skipped } = readRows(rows, { as: group, noun: 'message group' });
  const groups = read
    .filter(({ status }) => status === null || !elsewhere.has(status))
    .toSorted((a, b) => a.datecreated - b.datecreated);
  const opening = groups.find((group) => spoken.has(group.type) || isWritten(group, names));
  const replies = groups.flatMap((group) => {
    if (group.type === chat) {
      const lines = linesOf(group).map((line) => ({ ...line, id: `${group.id}/${line.id}`, type: chat }));
      return group === opening ? lines.slice(1) : lines;
    }
    return (letters.has(group.type) && group !== opening) || internal.has(group.type) ? [group] : [];
  });
  return {
    replies: replies.map((said) => toReply(said, { ticket, names })),
    moves: groups
      .filter(({ type, userid }) => acts.has(type) && names.isAgent(userid))
      .map(({ id, datecreated }) =>
        facts.ticket_moves.parse({ id: `act ${id}`, ticket, at: datecreated, by: 'agent' }),
      ),
    skipped,
  };
}

function isWritten(group: Group, names: Names): boolean {
  if (group.type === chat) return linesOf(group).length > 0;
  return letters.has(group.type) && authorOf(group, names) !== 'automation';
}

/** What was said in a chat, in order: of its other lines some tell that somebody came or went, some what was asked before. */
function linesOf(group: Group): z.output<typeof line>[] {
  const { read } = readRows(group.messages ?? [], { as: line, noun: 'message' });
  return read
    .filter(({ type, userid }) => type === 'M' && userid !== null)
    .toSorted((a, b) => a.datecreated - b.datecreated);
}

function toReply(
  said: { id: string; userid: string | null; type: string; datecreated: number },
  { ticket, names }: { ticket: string; names: Names },
): Fact<'replies'> {
  const by = authorOf(said, names);
  return facts.replies.parse({
    id: said.id,
    ticket,
    at: said.datecreated,
    by,
    agent: by === 'agent' ? said.userid : null,
    is_public: !internal.has(said.type),
  });
}

/** Whoever writes and is neither an agent nor the system is the customer; an e-mail sent by none of the agents went out by itself. */
function authorOf({ userid, type }: { userid: string | null; type: string }, names: Names): Fact<'replies'>['by'] {
  if (names.isAgent(userid)) return 'agent';
  return userid === system || type === outgoing || internal.has(type) ? 'automation' : 'customer';
}
