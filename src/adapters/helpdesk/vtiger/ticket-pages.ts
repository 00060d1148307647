import { z } from 'zod';
import type { Batch } from '../../../helpdesk.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { changedPages } from './changed-pages.ts';
import { numberOf, reference } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';
import { ticketRow } from './ticket.ts';

/** Deleted tickets are looked for among so many, the newest. */
const mostKnown = 10_000;

const ofAccount = z.object({ parent_id: reference });

/** Tickets modified since the position, and how they stand. */
export async function* ticketPages({ tickets, knownTickets }: Position, tools: Tools): AsyncGenerator<Step> {
  let known = knownTickets;
  for await (const { rows, reached } of changedPages(tools.edition.tickets, tickets, tools)) {
    const batch = await readTickets(rows, tools);
    known = newest([...known, ...(batch.facts.tickets ?? []).map(({ id }) => numberOf(id))]);
    yield { batch, moved: { tickets: reached, knownTickets: known } };
  }
}

/** Rows of tickets → what they say. @param heardAt see {@link ticketRow} */
export async function readTickets(
  rows: readonly unknown[],
  { settings, edition, names, call }: Tools,
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

function newest(ids: readonly number[]): number[] {
  return [...new Set(ids)].toSorted((a, b) => a - b).slice(-mostKnown);
}
