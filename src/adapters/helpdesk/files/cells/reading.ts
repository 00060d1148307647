/** What a cell was read as, with what is to be said of it, or what it should have held. */
export type Reading<T> = { readonly value: T; readonly note?: string } | { readonly expected: string };

const longest = 40;

/** A value as a report quotes it: shortened, and with control characters escaped. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : written(value);
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch (error) {
    // Nested too deep, or a number JSON does not have.
    if (error instanceof RangeError || error instanceof TypeError) return String(value);
    throw error;
  }
}
