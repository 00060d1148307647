import { z } from 'zod';
import type { News } from '../../../helpdesk.ts';
import { isNotConnected } from '../kit/connected.ts';
import { readRows } from '../kit/rows.ts';
import { agentRow } from './agent-pages.ts';
import { commentRow, heardAt } from './comment.ts';
import { id as foreignId, reference } from './fields.ts';
import { everyPage } from './names.ts';
import type { Tools } from './stream.ts';
import { readTickets } from './ticket-pages.ts';

const owned = z.object({ assigned_user_id: reference });

/** A ticket as it stands now, with its comments; deleted when Vtiger has it no more. */
export async function readTicket(id: string, tools: Tools): Promise<News> {
  const { api, edition, names, call } = tools;
  if (!foreignId.safeParse(id).success) return { facts: {} };
  const rows = await api.records(edition.tickets, [id], call);
  if (rows.length === 0) return { facts: {}, deleted: [{ id, at: api.now() }] };
  const owner = owned.safeParse(rows[0]).data?.assigned_user_id ?? null;
  if (owner !== null && !names.isGroup(owner)) {
    const users = readRows(await api.records('Users', [owner], call), { as: agentRow(names), noun: 'user' });
    for (const { id, team } of users.read) names.noteTeam(id, team);
  }
  const comments = await readComments(id, tools);
  const { read, skipped } = readRows(comments ?? [], { as: commentRow, noun: 'comment' });
  const news = await readTickets(rows, tools, heardAt(read));
  return {
    ...news,
    facts: { ...news.facts, ...(comments !== undefined && { replies: read }) },
    skipped: [...(news.skipped ?? []), ...skipped],
  };
}

/** A ticket's comments; undefined where comments are not connected. */
async function readComments(ticket: string, { api, call }: Tools): Promise<unknown[] | undefined> {
  const comments: unknown[] = [];
  try {
    for await (const page of everyPage('ModComments', { api, call, where: [`related_to = '${ticket}'`] })) {
      comments.push(...page);
    }
  } catch (error) {
    if (!isNotConnected(error)) throw error;
    return undefined;
  }
  return comments;
}
