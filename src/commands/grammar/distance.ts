/**
 * How many letters to insert, leave out, replace or swap with a neighbour make one word of the other
 * (Damerau–Levenshtein, with changes between swapped letters allowed).
 */
export function distance(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  const far = a.length + b.length;
  const lastRowOf = new Map<string, number>();
  // Row and column 0 are a border that no swap may reach over.
  const table = Array.from({ length: a.length + 2 }, () => Array.from({ length: b.length + 2 }, () => far));
  const cell = (i: number, j: number) => table[i]?.[j] ?? far;
  const set = (i: number, j: number, cost: number) => table[i]?.splice(j, 1, cost);

  for (let i = 0; i <= a.length; i += 1) set(i + 1, 1, i);
  for (let j = 0; j <= b.length; j += 1) set(1, j + 1, j);
  for (const [i, letter] of a.entries()) {
    let lastMatch = 0;
    for (const [j, against] of b.entries()) {
      const row = lastRowOf.get(against) ?? 0;
      const column = lastMatch;
      const isSame = letter === against;
      const swapped = cell(row, column) + (i - row) + 1 + (j - column);
      const replaced = cell(i + 1, j + 1) + (isSame ? 0 : 1);
      set(i + 2, j + 2, Math.min(swapped, replaced, cell(i + 2, j + 1) + 1, cell(i + 1, j + 2) + 1));
      if (isSame) lastMatch = j + 1;
    }
    lastRowOf.set(letter, i + 1);
  }
  return cell(a.length + 1, b.length + 1);
}
