import type { Filter } from '../../../metrics/question.ts';
import type { SectionContext } from '../section.ts';

export function filtersOf({ team, desk }: Pick<SectionContext, 'team' | 'desk'>): Filter[] {
  const filter = (key: string, value: string | undefined) =>
    value === undefined ? [] : [{ key, values: [value], isNegated: false }];
  return [...filter('team', team), ...filter('desk', desk)];
}
