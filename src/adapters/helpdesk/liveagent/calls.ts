import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { defineStream, readRows, text, whereConnected } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, instant, maybeInstant } from './fields.ts';
import { dated, datedPages } from './pages.ts';

/** Calls are found by their beginning: those that are ringing or going on are read again until no call lasts that long. */
const longestCall = 3 * 3600;
/** Agents calling each other. */
const internal = 'T';

export const foreignCall = z.object({
  id,
  ticket_id: text,
  type: z.enum(['I', 'O', internal]),
  date_created: instant,
  date_answered: maybeInstant,
  date_finished: maybeInstant,
});

/** Calls, by their beginning. */
export const calls = defineStream({
  name: 'calls',
  cursor: dated.default({ since: 0 }),
  async *read({ since }, { api, signal }: Context) {
    const pages = datedPages((from) => api.dated('calls', from, { signal }), {
      since,
      overlap: longestCall,
      beginningOf: (row) => foreignCall.safeParse(row).data?.date_created,
    });
    for await (const { rows, reached } of whereConnected(pages)) {
      const { read, skipped } = readRows(rows, { as: foreignCall, noun: 'call' });
      const external = read.filter(({ type }) => type !== internal);
      yield { facts: { calls: external.map(toCall) }, skipped, cursor: reached };
    }
  },
});

/** Who took it, and holding and wrapping up, are not told. While a call is ringing or going on, its end is not known. */
export function toCall(call: z.output<typeof foreignCall>) {
  const { id, ticket_id, type, date_created, date_answered, date_finished } = call;
  const waitedUntil = date_answered ?? date_finished;
  return facts.calls.parse({
    id,
    at: date_created,
    channel: 'phone',
    direction: type === 'I' ? 'in' : 'out',
    is_answered: date_answered !== null,
    wait_seconds: waitedUntil === null ? null : Math.max(0, waitedUntil - date_created),
    talk_seconds: date_answered === null || date_finished === null ? null : Math.max(0, date_finished - date_answered),
    ticket: ticket_id,
  });
}
