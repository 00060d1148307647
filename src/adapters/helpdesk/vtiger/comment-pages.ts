import { z } from 'zod';
import { readRows } from '../kit/rows.ts';
import { changedPages } from './changed-pages.ts';
import { commentRow, heardAt } from './comment.ts';
import { id, moduleOf } from './fields.ts';
import type { Position } from './position.ts';
import { whereThereIs, type Step, type Tools } from './stream.ts';
import { readTickets } from './ticket-pages.ts';

const related = z.object({ related_to: id });
const identified = z.object({ id });

/**
 * Comments on tickets since the position, with their tickets as they stand now: an e-mail of the customer's opens a ticket
 * again without a trace in its `modifiedtime`.
 */
export function commentPages(position: Position, tools: Tools): AsyncIterable<Step> {
  return whereThereIs(pages(position, tools));
}

async function* pages({ comments }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, edition, call } = tools;
  const prefix = await api.prefix(edition.tickets, call);
  for await (const { rows, reached } of changedPages('ModComments', comments, tools)) {
    const ofTickets = rows.filter((row) => isOf(prefix, row));
    const { read, skipped } = readRows(ofTickets, { as: commentRow, noun: 'comment' });
    const concerned = new Set(read.flatMap(({ ticket }) => ticket ?? []));
    const tickets = await api.records(edition.tickets, [...concerned], call);
    const standing = new Set(tickets.map((row) => identified.safeParse(row).data?.id));
    const batch = await readTickets(tickets, tools, heardAt(read));
    yield {
      batch: {
        ...batch,
        // Comments outlive the ticket they were made on.
        facts: { ...batch.facts, replies: read.filter(({ ticket }) => standing.has(ticket ?? '')) },
        skipped: [...(batch.skipped ?? []), ...skipped],
      },
      moved: { comments: reached },
    };
  }
}

/** A comment on a record of this module, or one that cannot tell: that is for the report. */
function isOf(prefix: string, row: unknown): boolean {
  const { success, data } = related.safeParse(row);
  return !success || moduleOf(data.related_to) === prefix;
}
