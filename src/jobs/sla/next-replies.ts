import { answeredFirstAt, isAnswer, isAsking, isSolvedUnknown, type History } from './history.ts';
import { run, type Run } from './run.ts';

/** After the first reply: from a customer's message to the agent's answer, or to the solution without one. */
export function nextReplies(history: History): Run[] {
  const first = answeredFirstAt(history);
  if (first === null) return [];
  const isTold = !history.replies.some(isAsking);
  const runs: Run[] = [];
  let waitsSince: number | null = null;
  for (const reply of history.replies.filter(({ at }) => at > first)) {
    if (waitsSince !== null) {
      const solved = solutionAfter(waitsSince, history);
      if (solved !== null && solved <= reply.at) {
        runs.push(run(waitsSince, solved));
        waitsSince = null;
      }
    }
    if (isAsking(reply) && waitsSince === null && isHeard(reply.at, history)) waitsSince = reply.at;
    if (!isAnswer(reply)) continue;
    const since: number | null = waitsSince ?? (isTold ? toldSince(reply, first) : null);
    if (since !== null) runs.push(run(since, reply.at));
    waitsSince = null;
  }
  if (waitsSince !== null) {
    const solved = solutionAfter(waitsSince, history);
    if (solved !== null || !isSolvedUnknown(history)) runs.push(run(waitsSince, solved));
  }
  return [...new Map(runs.map((one) => [one.started_at, one])).values()];
}

/** Where a desk sends no customers' messages but how long each answer was waited for. */
function toldSince({ at, waited_seconds }: History['replies'][number], first: number): number | null {
  if (waited_seconds === null || waited_seconds <= 0) return null;
  const since = Math.round(at - waited_seconds);
  return since >= first ? since : null;
}

/** A message to a ticket that was solved and stayed so waits for nobody. */
function isHeard(at: number, { spans }: History): boolean {
  return spans.some(({ to_at }) => to_at === null || to_at > at);
}

function solutionAfter(at: number, { spans }: History): number | null {
  return spans.find(({ to_at }) => to_at === null || to_at > at)?.to_at ?? null;
}
