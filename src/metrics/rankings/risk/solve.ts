/** Row by row; only what stands on and below the diagonal is read. */
export type Matrix = readonly (readonly number[])[];

/**
 * The x of `matrix · x = vector`, by Cholesky's factors.
 * @throws RangeError where the matrix is not positive definite
 */
export function solve(matrix: Matrix, vector: readonly number[]): number[] {
  const factor = factorOf(matrix);
  const half: number[] = [];
  for (const [row, entries] of factor.entries()) {
    half.push((at(vector, row) - dot(entries, half, row)) / at(entries, row));
  }
  const solution = half.map(() => 0);
  for (let row = half.length - 1; row >= 0; row -= 1) {
    let rest = at(half, row);
    for (let below = row + 1; below < half.length; below += 1) rest -= at(factor[below], row) * at(solution, below);
    solution[row] = rest / at(factor[row], row);
  }
  return solution;
}

/** The lower triangle L of which the matrix is L · Lᵀ. */
function factorOf(matrix: Matrix): number[][] {
  const factor: number[][] = [];
  for (const [row, entries] of matrix.entries()) {
    const current: number[] = [];
    for (let column = 0; column < row; column += 1) {
      const above = factor[column];
      current.push((at(entries, column) - dot(current, above, column)) / at(above, column));
    }
    const rest = at(entries, row) - dot(current, current, row);
    if (!(rest > 0)) throw new RangeError('the matrix is not positive definite');
    factor.push([...current, Math.sqrt(rest)]);
  }
  return factor;
}

/** Of the first `count` entries. */
function dot(one: readonly number[] | undefined, other: readonly number[] | undefined, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += at(one, index) * at(other, index);
  return sum;
}

function at(vector: readonly number[] | undefined, index: number): number {
  return vector?.[index] ?? 0;
}
