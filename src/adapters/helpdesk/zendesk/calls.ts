import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { defineStream, instant, readRows, secondsNow, whereConnected, type Call, type Page } from '../kit/index.ts';
import { earliest, timePages, type Api } from './api.ts';
import type { Context } from './context.ts';
import type { Names } from './names.ts';

/** Talk keeps nothing back, yet refuses a start time of the last minute: ours ends two minutes ago. */
const settledSeconds = 120;

const whom = z.int().nullish();
const seconds = z.number().min(0).nullish();

/** A row of Talk's call export; it comes again for some hours after the call, as its figures are worked out. */
export const foreignCall = z.object({
  id: z.int().min(1),
  created_at: instant,
  direction: z.string().nullish(),
  completion_status: z.string().nullish(),
  agent_id: whom,
  customer_id: whom,
  ticket_id: whom,
  call_group_id: whom,
  time_to_answer: seconds,
  wait_time: seconds,
  talk_time: seconds,
  hold_time: seconds,
  wrap_up_time: seconds,
});

const directions: Readonly<Record<string, 'in' | 'out'>> = { inbound: 'in', outbound: 'out' };
/** How a call ends that an agent had taken. */
const answered = new Set(['completed', 'abandoned_on_hold']);

const since = z.strictObject({ since: z.int().min(0) }).default({ since: earliest });
type Since = z.output<typeof since>;

/** Calls that changed, hours-old ones included. A desk without Talk (403, 404) is not connected. */
export const calls = defineStream({
  name: 'calls',
  cursor: since,
  read: (cursor, context: Context) => whereConnected(readCalls(cursor, context)),
});

async function* readCalls(start: Since, { api, names, clock, signal }: Context): AsyncGenerator<Page<Since>> {
  const until = secondsNow(clock) - settledSeconds;
  for await (const page of timePages((from) => askCalls(api, from, { signal }), { ...start, until })) {
    const { read, skipped } = readRows(page.rows, { as: foreignCall, noun: 'call' });
    yield { facts: { calls: read.map((call) => toCall(call, names)) }, skipped, cursor: { since: page.next } };
  }
}

export function askCalls(api: Api, startTime: number, call: Call) {
  return api.exportedSince('channels/voice/stats/incremental/calls', startTime, call);
}

/** A call's talk, hold and wrap-up are Talk's sums over all agents (legs) it passed through; its agent is who answered it. */
export function toCall(call: z.output<typeof foreignCall>, names: Names): Fact<'calls'> {
  const agent = reference(call.agent_id);
  return facts.calls.parse({
    id: String(call.id),
    at: call.created_at,
    channel: 'phone',
    direction: directions[call.direction ?? ''],
    // A voicemail ends completed as well, without an agent. While it lasts, nobody knows.
    is_answered: call.completion_status == null ? null : agent !== null && answered.has(call.completion_status),
    wait_seconds: call.time_to_answer ?? call.wait_time,
    talk_seconds: call.talk_time,
    hold_seconds: call.hold_time,
    wrap_seconds: call.wrap_up_time,
    agent,
    team: names.group(call.call_group_id),
    ticket: reference(call.ticket_id),
    customer: reference(call.customer_id),
  });
}

function reference(id: number | null | undefined): string | null {
  return id == null || id < 1 ? null : String(id);
}
