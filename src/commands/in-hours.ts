import { UserError } from '../errors.ts';
import { inBusinessHours } from '../metrics/answer/business-hours.ts';
import type { Context } from '../metrics/answer/context.ts';
import type { Metric } from '../metrics/metric.ts';
import { listOpenDesks } from '../store/facts/business-hours.ts';

/**
 * A metric in the business hours of some desks, with what to say about it.
 * @throws UserError `no-schedule` where none of them has any
 */
export async function inHours(
  { store }: Context,
  { metric, desks }: { metric: Metric; desks: readonly string[] },
): Promise<{ metric: Metric; notes: readonly string[] }> {
  const open = await listOpenDesks(store);
  const without = desks.filter((desk) => !open.includes(desk));
  if (without.length === desks.length) {
    throw new UserError(
      'no-schedule',
      `No business hours are known for ${desks.join(', ') || 'any desk'}: add a schedule to deskpulse.yaml, or ask without hours:business.`,
      [metric.id],
    );
  }
  const notes = without.map((desk) => `${desk} has no schedule and is not counted in business hours.`);
  return { metric: inBusinessHours(metric), notes };
}
