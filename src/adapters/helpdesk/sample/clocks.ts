import type { Fact } from '../../../helpdesk.ts';
import type { Arrival } from './arrival.ts';
import type { Step } from './life.ts';
import { policy } from './policy.ts';

/** A ticket's two promises as they stand after some steps. The second pauses while the customer's answer is awaited. */
export function clocksAfter({ id, at, priority, team }: Arrival, steps: readonly Step[]): Fact<'sla_clocks'>[] {
  const promised = policy[priority];
  const replied = steps.find(({ kind }) => kind === 'agent-reply');
  let target = team.hours.after(at, promised.resolution);
  let pausedAt: number | null = null;
  let solvedAt: number | null = null;
  for (const step of steps) {
    if (step.kind === 'awaiting-customer') pausedAt = step.at;
    if (step.kind === 'customer-reply' && pausedAt !== null) {
      target = team.hours.after(target, team.hours.between(pausedAt, step.at));
      pausedAt = null;
    }
    if (step.kind === 'solved') {
      solvedAt = step.at;
      break;
    }
  }
  const common = { ticket: id, started_at: at, policy: `${team.name} ${priority}` };
  return [
    {
      ...common,
      kind: 'first_reply',
      target_at: Math.floor(team.hours.after(at, promised.firstReply)),
      stopped_at: replied?.at ?? null,
      is_paused: false,
    },
    {
      ...common,
      kind: 'resolution',
      target_at: pausedAt === null ? Math.floor(target) : null,
      stopped_at: solvedAt,
      is_paused: pausedAt !== null,
    },
  ];
}
