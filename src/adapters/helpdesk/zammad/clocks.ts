import type { Fact } from '../../../helpdesk.ts';
import { changesOf, type Entry } from './history.ts';
import { instantIn } from './fields.ts';
import type { ForeignTicket } from './ticket.ts';

type Clock = Fact<'sla_clocks'>;

/**
 * A ticket's clocks. Zammad keeps one instant for each, by the calendar of the service level, and clears it when the clock
 * stops or waits; its history says what the instant was.
 */
export function clocksOf(ticket: ForeignTicket, entries: readonly Entry[]): Clock[] {
  const single = [
    {
      kind: 'first_reply' as const,
      name: 'first_response_escalation_at',
      stopped: ticket.first_response_at ?? ticket.close_at,
    },
    { kind: 'resolution' as const, name: 'close_escalation_at', stopped: ticket.close_at },
  ] as const;
  const clocks = single.flatMap(({ kind, name, stopped }) => {
    const standing = ticket[name] ?? null;
    const target_at = standing ?? lastIn(changesOf(entries, name));
    if (target_at === null) return [];
    const stopped_at = stopped ?? null;
    const is_paused = standing === null && stopped_at === null;
    return [clock(ticket, { kind, started_at: ticket.created_at, target_at, stopped_at, is_paused })];
  });
  return [...clocks, ...nextReplies(ticket, entries)];
}

/** What the customer writes after the first reply starts a clock, and the answer stops it. */
function nextReplies(ticket: ForeignTicket, entries: readonly Entry[]): Clock[] {
  const clocks: Clock[] = [];
  let running: Clock | undefined;
  for (const { created_at, value_to } of changesOf(entries, 'update_escalation_at')) {
    const target_at = instantIn(value_to ?? null);
    if (target_at === null) {
      if (running !== undefined) clocks.push({ ...running, stopped_at: created_at });
      running = undefined;
    } else if (running !== undefined) running = { ...running, target_at };
    else if (ticket.first_response_at != null && created_at > ticket.first_response_at) {
      running = clock(ticket, {
        kind: 'next_reply',
        started_at: created_at,
        target_at,
        stopped_at: null,
        is_paused: false,
      });
    }
  }
  return running === undefined ? clocks : [...clocks, running];
}

function clock(ticket: ForeignTicket, rest: Omit<Clock, 'ticket' | 'policy'>): Clock {
  return { ticket: String(ticket.id), ...rest, policy: null };
}

function lastIn(changes: readonly Entry[]): number | null {
  const values = changes.flatMap(({ value_from, value_to }) => [value_from, value_to]);
  return values.map((value) => instantIn(value ?? null)).findLast((value) => value !== null) ?? null;
}
