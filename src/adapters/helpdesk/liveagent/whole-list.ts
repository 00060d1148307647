import type { Api } from './api.ts';

/** All rows of a list that is short enough to be read whole. */
export async function wholeList(
  name: Parameters<Api['list']>[0],
  { api, signal }: { api: Api; signal: AbortSignal },
): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const { rows } = await api.list(name, page, { signal });
    if (rows.length === 0) return all;
    all.push(...rows);
  }
}
