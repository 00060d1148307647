import type { Hours } from '../../calendar/business-hours.ts';
import type { Fact } from '../../helpdesk.ts';
import { answeredFirstAt, isSolvedUnknown, solvedAt, type History } from './history.ts';
import { nextReplies } from './next-replies.ts';
import type { Policy } from './policy.ts';
import { run, type Run } from './run.ts';
import { targetOf, type Pause } from './target.ts';

export type Clock = Fact<'sla_clocks'>;

/** The clocks a policy gives a ticket, by its pauses as they are known now. */
export function clocksOf(history: History, policy: Policy, hours: Hours): Clock[] {
  const gaps = betweenSpans(history);
  const runs = [
    { kind: 'first_reply', runs: firstReply(history), pauses: history.pauses },
    { kind: 'next_reply', runs: nextReplies(history), pauses: history.pauses },
    { kind: 'resolution', runs: resolution(history), pauses: [...history.pauses, ...gaps] },
  ] as const;
  return runs.flatMap(({ kind, runs, pauses }) => {
    const seconds = policy[kind];
    if (seconds === undefined) return [];
    return runs.map(({ started_at, stopped_at }): Clock => {
      const wound = { startedAt: started_at, stoppedAt: stopped_at, seconds, hours };
      return {
        ticket: history.ticket.id,
        kind,
        started_at,
        stopped_at,
        ...targetOf(wound, pauses),
        policy: policy.name,
      };
    });
  });
}

/** From its creation to the first public reply of an agent, or to its first solution without one. */
function firstReply(history: History): Run[] {
  const ends = [answeredFirstAt(history), history.spans[0]?.to_at ?? null].filter((end) => end !== null);
  if (ends.length === 0 && isSolvedUnknown(history)) return [];
  return [run(history.ticket.created_at, ends.length === 0 ? null : Math.min(...ends))];
}

/** From its creation to its last solution; the time it stood solved in between is a pause. */
function resolution(history: History): Run[] {
  return isSolvedUnknown(history) ? [] : [run(history.ticket.created_at, solvedAt(history))];
}

function betweenSpans({ spans }: History): Pause[] {
  return spans.slice(1).flatMap(({ from_at }, index) => {
    const solved = spans[index]?.to_at ?? null;
    return solved === null || solved >= from_at ? [] : [{ from: solved, to: from_at }];
  });
}
