import type { Origin } from './check.ts';
import type { Env } from './environment.ts';
import type { Problem } from './problem.ts';

/** Every `${NAME}` in a text becomes that variable of the environment; one that is not set is a problem. */
export function substitute(
  value: unknown,
  context: Pick<Origin, 'place'> & { readonly env: Env; readonly problems: Problem[] },
  path: readonly PropertyKey[] = [],
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => substitute(item, context, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, substitute(item, context, [...path, key])]),
    );
  }
  if (typeof value !== 'string') return value;
  return value.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
    const found = context.env[name];
    if (found !== undefined) return found;
    context.problems.push({ place: context.place(path), message: `${whole} is not set in the environment` });
    return whole;
  });
}
