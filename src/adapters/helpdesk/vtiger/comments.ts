import { z } from 'zod';
import { facts, type Fact, type News } from '../../../helpdesk.ts';
import { defineStream, ifConnected, readRows, whereConnected, type Page } from '../kit/index.ts';
import { agentRow } from './agents.ts';
import { everyPage } from './api.ts';
import { changedPages, notBegun, reached, type Reached } from './changed-pages.ts';
import type { Context } from './context.ts';
import { id, instant, moduleOf, reference, text } from './fields.ts';
import { readTickets } from './tickets.ts';

const related = z.object({ related_to: id });
const identified = z.object({ id });
const owned = z.object({ assigned_user_id: reference });

const foreignComment = z.object({
  id,
  related_to: id,
  creator: reference,
  assigned_user_id: reference,
  customer: text,
  is_private: text,
  source: text,
  createdtime: instant,
});

/**
 * Comments on tickets, with their tickets as they stand now: an e-mail of the customer's opens a ticket again without a trace in
 * its `modifiedtime`.
 */
export const comments = defineStream({
  name: 'comments',
  cursor: reached.default(notBegun),
  read: (start, context: Context) => whereConnected(commentPages(start, context)),
});

async function* commentPages(start: Reached, context: Context): AsyncGenerator<Page<Reached>> {
  const { api, edition, call } = context;
  const prefix = await api.prefix(edition.tickets, call);
  for await (const { rows, reached } of changedPages('ModComments', start, context)) {
    const ofTickets = rows.filter((row) => isOf(prefix, row));
    const { read, skipped } = readRows(ofTickets, { as: commentRow, noun: 'comment' });
    const concerned = new Set(read.flatMap(({ ticket }) => ticket ?? []));
    const tickets = await api.records(edition.tickets, [...concerned], call);
    const standing = new Set(tickets.map((row) => identified.safeParse(row).data?.id));
    const news = await readTickets(tickets, context, heardAt(read));
    // Comments outlive the ticket they were made on.
    const replies = read.filter(({ ticket }) => standing.has(ticket ?? ''));
    yield {
      ...news,
      facts: { ...news.facts, replies },
      skipped: [...(news.skipped ?? []), ...skipped],
      cursor: reached,
    };
  }
}

/** A ticket as it stands now, with its comments; deleted when Vtiger has it no more. */
export async function readTicket(ticket: string, context: Context): Promise<News> {
  const { api, edition, names, call } = context;
  if (!id.safeParse(ticket).success) return { facts: {} };
  const rows = await api.records(edition.tickets, [ticket], call);
  if (rows.length === 0) return { facts: {}, deleted: [{ id: ticket, at: api.now() }] };
  const owner = owned.safeParse(rows[0]).data?.assigned_user_id ?? null;
  if (owner !== null && !names.isGroup(owner)) {
    const users = readRows(await api.records('Users', [owner], call), { as: agentRow(names), noun: 'user' });
    for (const { id, team } of users.read) names.noteTeam(id, team);
  }
  const written = await ifConnected(askComments(ticket, context));
  const { read, skipped } = readRows(written ?? [], { as: commentRow, noun: 'comment' });
  const news = await readTickets(rows, context, heardAt(read));
  return {
    ...news,
    facts: { ...news.facts, ...(written !== undefined && { replies: read }) },
    skipped: [...(news.skipped ?? []), ...skipped],
  };
}

async function askComments(ticket: string, { api, call }: Context): Promise<unknown[]> {
  const comments: unknown[] = [];
  for await (const page of everyPage('ModComments', { api, call, where: [`related_to = '${ticket}'`] })) {
    comments.push(...page);
  }
  return comments;
}

/** A comment on a record of this module, or one that cannot tell: that is for the report. */
function isOf(prefix: string, row: unknown): boolean {
  const { success, data } = related.safeParse(row);
  return !success || moduleOf(data.related_to) === prefix;
}

/** A comment on a ticket → the reply. The portal and the mail scanner name the customer who wrote; a workflow names itself as the source. */
export const commentRow = foreignComment
  .transform((row): z.input<typeof facts.replies> => {
    const by = authorOf(row);
    return {
      id: row.id,
      ticket: row.related_to,
      at: row.createdtime,
      by,
      agent: by === 'agent' ? (row.creator ?? row.assigned_user_id) : null,
      is_public: row.is_private !== '1',
    };
  })
  .pipe(facts.replies);

function authorOf({ customer, source }: z.output<typeof foreignComment>): 'agent' | 'customer' | 'automation' {
  if (customer !== null && customer !== '0') return 'customer';
  return source?.toUpperCase() === 'WORKFLOW' ? 'automation' : 'agent';
}

/** When the customer last wrote on each of these tickets, in epoch seconds: what may open one again. */
function heardAt(replies: readonly Fact<'replies'>[]): Map<string, number> {
  const heard = new Map<string, number>();
  for (const { ticket, by, at } of replies) {
    if (ticket !== null && by === 'customer') heard.set(ticket, Math.max(at, heard.get(ticket) ?? 0));
  }
  return heard;
}
