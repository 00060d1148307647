export interface Scored {
  readonly score: number;
  readonly hasLeft: boolean;
}

/**
 * Area under the ROC curve: the chance that of a customer who left and one who stayed the first has the higher score, equals
 * counting half. By the sum of ranks, equals sharing their middle one (J. A. Hanley, B. J. McNeil, Radiology 143 (1982) 29–36).
 * @returns null where all left, or none did
 */
export function rocArea(scored: readonly Scored[]): number | null {
  const groups = [...Map.groupBy(scored, ({ score }) => score)].sort(([one], [other]) => one - other);
  let passed = 0;
  let left = 0;
  let ranks = 0;
  for (const [, equals] of groups) {
    const leavers = equals.filter(({ hasLeft }) => hasLeft).length;
    ranks += leavers * (passed + (equals.length + 1) / 2);
    left += leavers;
    passed += equals.length;
  }
  const stayed = passed - left;
  return left === 0 || stayed === 0 ? null : (ranks - (left * (left + 1)) / 2) / (left * stayed);
}
