import { isNotConnected } from '../kit/connected.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { foreignActivity, movesOfDay } from './activity.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const dayMs = 86_400_000;
/** A day's file is kept for 30 days. */
const keptDays = 30;
/** It is written in the night that follows; one that is not there after these days, or after a later one, never comes. */
const awaitedDays = 3;

/**
 * The moves of each day that is over, from the export of activities. Freshdesk no longer lets an account switch it on, and
 * answers 403 or 404 where it is off: then moves are known from what tickets say of themselves.
 */
export async function* activityPages({ activities, agents }: Position, tools: Tools): AsyncGenerator<Step> {
  const everAgents = new Set(agents.map(({ id }) => Number(id)));
  const today = Date.parse(dayOf(tools.clock.now()));
  const begun = Date.parse(activities.day ?? dayOf(today - keptDays * dayMs));
  /** Behind the last day that is done with, and what of that a cursor holds. */
  let next = begun;
  let kept = begun;
  for (let day = begun; day < today; day += dayMs) {
    const rows = await readDay(dayOf(day), tools);
    const isAwaited = rows === undefined && today - day <= awaitedDays * dayMs;
    if (!isAwaited) next = day + dayMs;
    if (rows === undefined) continue;
    const unmapped = openUnmapped();
    const { read, skipped } = readRows(rows, { as: foreignActivity, noun: 'activity' });
    const moves = movesOfDay(read, { statuses: tools.statuses, agents: everAgents, unmapped });
    yield {
      batch: { facts: { ticket_moves: moves }, skipped, unmapped: unmapped.counts() },
      moved: { activities: { day: dayOf(next) } },
    };
    kept = next;
  }
  if (next > kept) yield { batch: { facts: {} }, moved: { activities: { day: dayOf(next) } } };
}

/** Undefined when there is no file of that day, or none any more. */
async function readDay(day: string, { api, activityFiles, signal }: Tools): Promise<readonly unknown[] | undefined> {
  try {
    const address = await api.activitiesAddress(day, { signal });
    return address === undefined ? undefined : await activityFiles(address, signal);
  } catch (error) {
    if (isNotConnected(error)) return undefined;
    throw error;
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
