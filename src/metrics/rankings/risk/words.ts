/** At most one decimal: `4`, `2.7`. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** `1 ticket`, `3 tickets`, `2.7 tickets`. */
export function many(count: number, one: string, several = `${one}s`): string {
  const shown = decimal(count);
  return `${shown} ${shown === '1' ? one : several}`;
}
