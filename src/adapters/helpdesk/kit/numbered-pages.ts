/** What a page of a list holds; where the service does not tell which page is the last, it is the first empty one. */
type Answer = readonly unknown[] | { readonly rows: readonly unknown[]; readonly isLast: boolean };

interface NumberedPage {
  readonly number: number;
  readonly rows: readonly unknown[];
  readonly isLast: boolean;
}

/** The pages of a list that is asked for by number, from one of them to the last. */
export async function* numberedPages(ask: (page: number) => Promise<Answer>, first = 1): AsyncGenerator<NumberedPage> {
  for (let number = first; ; number += 1) {
    const answer = await ask(number);
    const page = 'rows' in answer ? answer : { rows: answer, isLast: answer.length === 0 };
    yield { number, ...page };
    if (page.isLast) return;
  }
}

/** All rows of a list that is known to be short. */
export async function everyRow(ask: (page: number) => Promise<Answer>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const { rows } of numberedPages(ask)) all.push(...rows);
  return all;
}
