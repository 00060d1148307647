import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import {
  begin,
  defineStream,
  type Page,
  reading,
  type Reading,
  readRows,
  unread,
  whereConnected,
} from '../kit/index.ts';
import type { Context } from './context.ts';
import { anyInstant, id, reference } from './fields.ts';

/** A call is listed from its beginning, and ends within this. */
const longestCall = 86_400;

export const foreignCall = z.object({
  id,
  conversation_id: reference,
  admin_id: reference,
  contact_id: reference,
  direction: z.string().nullish(),
  initiated_at: anyInstant,
  answered_at: anyInstant.nullish(),
  ended_at: anyInstant.nullish(),
});

/**
 * Calls begun since the last reading, and those that may have been under way then. In which order Intercom lists them is not
 * documented: its first page tells, and the reading goes from the newest to those known. Without its phone: not connected.
 */
export const calls = defineStream({
  name: 'calls',
  cursor: reading.default(unread),
  read: (before, context: Context) => whereConnected(readCalls(before, context)),
});

async function* readCalls(before: Reading, { api, clock, signal }: Context): AsyncGenerator<Page<Reading>> {
  const list = begin(before, clock);
  const first = await api.list('calls', 1, { signal });
  const isOldestFirst = begunAt(first.rows.at(0)) < begunAt(first.rows.at(-1));
  const step = isOldestFirst ? -1 : 1;
  const end = isOldestFirst ? 1 : Math.max(1, first.total);
  for (let at = Number(list.after ?? (isOldestFirst ? first.total : 1)); ; at += step) {
    const { rows } = at === 1 ? first : await api.list('calls', at, { signal });
    const { read, skipped } = readRows(rows, { as: foreignCall, noun: 'call' });
    const isKnown = read.some(({ initiated_at }) => initiated_at < list.since - longestCall);
    const next = at === end || isKnown ? null : String(at + step);
    yield { facts: { calls: read.map(toCall) }, skipped, cursor: list.at(next) };
    if (next === null) return;
  }
}

/** 0 for a row that does not tell. */
function begunAt(row: unknown): number {
  return foreignCall.pick({ initiated_at: true }).safeParse(row).data?.initiated_at ?? 0;
}

/** Intercom tells neither hold nor wrap-up. One that neither was answered nor has ended is still ringing. */
export function toCall(call: z.output<typeof foreignCall>): Fact<'calls'> {
  const { initiated_at, answered_at, ended_at } = call;
  const directions = new Map([
    ['inbound', 'in'],
    ['outbound', 'out'],
  ]);
  const waited = answered_at ?? ended_at;
  return facts.calls.parse({
    id: call.id,
    at: initiated_at,
    channel: 'phone',
    direction: directions.get(call.direction ?? ''),
    is_answered: waited == null ? null : answered_at != null,
    wait_seconds: waited == null ? null : Math.max(0, waited - initiated_at),
    talk_seconds: answered_at == null || ended_at == null ? null : Math.max(0, ended_at - answered_at),
    agent: call.admin_id,
    ticket: call.conversation_id,
    customer: call.contact_id,
  });
}
