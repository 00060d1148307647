import type { Page } from './api.ts';

/** A list's pages from a number on, each asked for when it is wanted. */
export async function* everyPage(
  ask: (page: number) => Promise<Page>,
  first = 1,
): AsyncGenerator<Page & { readonly number: number }> {
  for (let number = first; ; number += 1) {
    const page = await ask(number);
    yield { ...page, number };
    if (page.isLast) return;
  }
}

/** All of a list that is known to be short. */
export async function everyRow(ask: (page: number) => Promise<Page>): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const page of everyPage(ask)) rows.push(...page.rows);
  return rows;
}
