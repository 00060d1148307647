import { changedPages } from '../kit/changed-pages.ts';
import { lastChange, searchDelay } from './last-change.ts';
import type { Position } from './position.ts';
import { readTickets } from './read-tickets.ts';
import type { Step, Tools } from './stream.ts';

/** Tickets changed since the position, with what belongs to them. */
export async function* ticketPages({ tickets }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, signal } = tools;
  const pages = changedPages((from) => api.changed('tickets', from, { signal }), {
    start: tickets,
    stampOf: lastChange,
    overlap: searchDelay,
  });
  for await (const { rows, reached } of pages) {
    yield { batch: await readTickets(rows, tools), moved: { tickets: reached } };
  }
}
