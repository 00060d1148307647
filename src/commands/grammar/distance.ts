/**
 * How many letters to insert, leave out, replace or swap with a neighbour make one word of the other
 * (Damerau–Levenshtein, with changes between swapped letters allowed). Only cells that may lie within the limit are filled.
 * @returns Infinity where it is more than `limit`
 */
export function distance(one: string, other: string, limit = Infinity): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  const width = b.length + 2;
  const far = a.length + b.length;
  // Row and column 0 are a border that no swap may reach over.
  const table = Array.from({ length: (a.length + 2) * width }, () => far);
  const cell = (i: number, j: number) => table[i * width + j] ?? far;
  for (let i = 0; i <= a.length; i += 1) table[(i + 1) * width + 1] = i;
  for (let j = 0; j <= b.length; j += 1) table[width + j + 1] = j;

  const lastRowOf = new Map<string, number>();
  for (const [i, letter] of a.entries()) {
    let lastMatch = 0;
    let nearest = i + 1;
    const [first, end] = [Math.max(0, i - limit), Math.min(b.length, i + limit + 1)];
    for (let j = first; j < end; j += 1) {
      const against = b[j] ?? '';
      const row = lastRowOf.get(against) ?? 0;
      const column = lastMatch;
      const isSame = letter === against;
      const swapped = cell(row, column) + (i - row) + 1 + (j - column);
      const replaced = cell(i + 1, j + 1) + (isSame ? 0 : 1);
      const cost = Math.min(swapped, replaced, cell(i + 2, j + 1) + 1, cell(i + 1, j + 2) + 1);
      table[(i + 2) * width + j + 2] = cost;
      nearest = Math.min(nearest, cost);
      if (isSame) lastMatch = j + 1;
    }
    if (nearest > limit) return Infinity;
    lastRowOf.set(letter, i + 1);
  }
  const found = cell(a.length + 1, b.length + 1);
  return found > limit ? Infinity : found;
}
