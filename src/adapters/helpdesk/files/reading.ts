/** What a cell was read as, or what it should have held. */
export type Reading<T> = { readonly value: T } | { readonly expected: string };

const longest = 40;

/** A value as a report quotes it: shortened, and with control characters escaped. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
