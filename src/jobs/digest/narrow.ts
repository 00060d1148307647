import { chooseDesks } from '../../metrics/answer/context.ts';
import type { Filter } from '../../metrics/scope.ts';
import type { SectionContext } from './section.ts';

/**
 * Whose figures a digest tells of: the desks meant, and of these the team meant.
 * @throws UserError for a desk that is not there
 */
export async function narrow(
  context: SectionContext,
): Promise<{ desks: readonly string[]; filters: readonly Filter[] }> {
  const { team, desk } = context;
  const { names } = await chooseDesks(context, filtersBy('desk', desk));
  return { desks: names, filters: filtersBy('team', team) };
}

function filtersBy(key: string, value: string | undefined): Filter[] {
  return value === undefined ? [] : [{ key, values: [value], isNegated: false }];
}
