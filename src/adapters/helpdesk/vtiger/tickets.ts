import { z } from 'zod';
import type { Batch } from '../../../helpdesk.ts';
import { defineStream, openUnmapped, readRows } from '../kit/index.ts';
import { changedPages, notBegun, reached } from './changed-pages.ts';
import type { Context } from './context.ts';
import { deletionPages, deletions, nothingKnown, withKnown } from './deletions.ts';
import { reference } from './fields.ts';
import { ticketRow } from './ticket.ts';

const ofAccount = z.object({ parent_id: reference });

/**
 * Deleted tickets, then those modified, and how they stand. One stream, as the tickets seen are those that deleted ones are
 * looked for among. Deletions come first, so that the first pull notes when it began.
 */
export const tickets = defineStream({
  name: 'tickets',
  cursor: z.strictObject({ changed: reached, deletions }).default({ changed: notBegun, deletions: nothingKnown }),

  async *read(start, context: Context) {
    let { changed, deletions } = start;
    for await (const { cursor, ...news } of deletionPages(deletions, context)) {
      deletions = cursor;
      yield { ...news, cursor: { changed, deletions } };
    }
    for await (const { rows, reached } of changedPages(context.edition.tickets, changed, context)) {
      const news = await readTickets(rows, context);
      const seen = (news.facts.tickets ?? []).map(({ id }) => id);
      [changed, deletions] = [reached, withKnown(deletions, seen)];
      yield { ...news, cursor: { changed, deletions } };
    }
  },
});

/** Older cursors hold the known tickets and the deletions beside the tickets. */
export const earlierCursor = z
  .looseObject({
    tickets: reached,
    knownTickets: deletions.shape.known,
    deletions: deletions.omit({ known: true }),
  })
  .transform(({ tickets, knownTickets, deletions, ...others }) => ({
    ...others,
    tickets: { changed: tickets, deletions: { ...deletions, known: knownTickets } },
  }));

/** Rows of tickets → what they say. @param heardAt see {@link ticketRow} */
export async function readTickets(
  rows: readonly unknown[],
  { settings, edition, names, call }: Context,
  heardAt?: ReadonlyMap<string, number>,
): Promise<Pick<Batch, 'facts' | 'skipped' | 'unmapped'>> {
  await names.learn(
    rows.map((row) => ofAccount.safeParse(row).data?.parent_id ?? null),
    call,
  );
  const unmapped = openUnmapped();
  const as = ticketRow({ settings, edition, names, unmapped, ...(heardAt && { heardAt }) });
  const { read, skipped } = readRows(rows, { as, noun: 'ticket' });
  return {
    facts: { tickets: read.map(({ ticket }) => ticket), ticket_moves: read.map(({ move }) => move) },
    skipped,
    unmapped: unmapped.counts(),
  };
}
