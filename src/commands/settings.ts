import { z } from 'zod';
import { readDuration } from '../calendar/duration.ts';
import { metrics } from '../metrics/index.ts';
import type { Unit } from '../metrics/metric.ts';
import { roles } from './asker.ts';
import type { Goal } from './command.ts';

/** Who may see what: a chat person, by e-mail, as an agent of the helpdesk. */
export const memberSettings = z.strictObject({
  email: z.email(),
  role: z.enum(roles),
  /** For a lead: the team whose agents they may see. */
  team: z.string().min(1).optional(),
  /** How the helpdesk knows them, when not by the same e-mail: another e-mail, a name or an id. */
  agent: z.string().min(1).optional(),
});

/** Targets by metric: `csat: ">= 90"`, `frt: "<= 4h"`. */
export const goalSettings = z.record(z.string(), z.string()).transform((goals, context): Record<string, Goal> => {
  const read: Record<string, Goal> = {};
  for (const [id, text] of Object.entries(goals)) {
    const metric = metrics.find((candidate) => candidate.id === id);
    const goal = metric && readGoal(text, metric.unit);
    if (goal) {
      read[id] = goal;
      continue;
    }
    const message = metric
      ? `expected a comparison such as ">= 90" or, for durations, "<= 4h"; got "${text}"`
      : `there is no metric of this name; there are ${metrics.map((known) => known.id).join(', ')}`;
    context.addIssue({ code: 'custom', path: [id], message });
  }
  return read;
});

function readGoal(text: string, unit: Unit): Goal | undefined {
  const [, op, number, suffix = ''] = /^\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*(%|s|min|m|h|d)?\s*$/.exec(text) ?? [];
  if (op !== '>=' && op !== '<=' && op !== '>' && op !== '<') return undefined;
  const seconds = readDuration(`${number}${suffix}`);
  if ((unit === 'duration') !== (seconds !== undefined) || (suffix === '%' && unit !== 'percent')) return undefined;
  return { op, value: seconds ?? Number(number) };
}
