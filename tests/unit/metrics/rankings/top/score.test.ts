import { describe, expect, test } from 'vitest';
import type { AgentRecord } from '../../../../../src/metrics/rankings/top/records.ts';
import { isClearlyBetter, score } from '../../../../../src/metrics/rankings/top/score.ts';
import type { Group } from '../../../../../src/metrics/rankings/top/shrinkage.ts';

const weights = { fcr: 0.25, csat: 0.25, solved: 0.25, handleTime: 0.25 };
const nothing: Group = { n: 0, mean: 0, squares: 0 };

function agent(id: string, solved: number, known: Partial<AgentRecord> = {}): AgentRecord {
  return {
    desk: 'acme',
    id,
    solved,
    reopened: { count: 0, n: 0 },
    fcr: nothing,
    csat: nothing,
    handleTime: nothing,
    ...known,
  };
}

function share(hits: number, n: number): Group {
  return { n, mean: hits / n, squares: (hits * (n - hits)) / n };
}

function scoresOf(records: readonly AgentRecord[], options: Partial<Parameters<typeof score>[1]> = {}) {
  const scored = score(records, { minSolved: 5, weights, ...options });
  return Object.fromEntries(scored.map((one) => [one.record.id, one]));
}

describe('score', () => {
  test('of nobody is nothing', () => {
    expect(score([], { minSolved: 5, weights })).toEqual([]);
  });

  test('of a single agent is 0: there is nobody to be better than', () => {
    const { ana } = scoresOf([agent('ana', 9, { fcr: share(9, 9), csat: share(1, 2) })]);
    expect(ana).toMatchObject({ score: 0, variance: 0, parts: { fcr: { raw: 100, n: 9, z: 0 }, solved: { raw: 9 } } });
  });

  test('puts two agents one deviation from their mean, the faster one above', () => {
    // Handle times of 162.5 and 337.5 s when shrunk: mean 250, deviation 87.5, so z is 1 and −1, a quarter of it counts.
    const known = (mean: number) => ({ handleTime: { n: 2, mean, squares: 5000 } });
    const { fast, slow } = scoresOf([agent('fast', 7, known(150)), agent('slow', 7, known(350))]);
    expect(fast?.parts.handleTime).toEqual({
      raw: 150,
      n: 2,
      shrunk: expect.closeTo(162.5, 9),
      z: expect.closeTo(1, 9),
      noise: expect.closeTo(2187.5 / 87.5 ** 2, 9),
    });
    expect(fast?.score).toBeCloseTo(0.25, 9);
    expect(slow?.score).toBeCloseTo(-0.25, 9);
  });

  test('takes the logarithm of solved tickets, so that a flood of them does not decide all', () => {
    // log 8 = 2.079, log 64 = 4.159, log 512 = 6.238: evenly apart, z = ±√1.5
    const { few, some, many } = scoresOf([agent('few', 7), agent('some', 63), agent('many', 511)]);
    expect(few?.parts.solved.z).toBeCloseTo(-Math.sqrt(1.5), 9);
    expect(some?.parts.solved.z).toBeCloseTo(0, 9);
    expect(many?.parts.solved.z).toBeCloseTo(Math.sqrt(1.5), 9);
  });

  test('counts a criterion nothing is known of as the mean', () => {
    const { unrated, good, bad } = scoresOf([
      agent('unrated', 9),
      agent('good', 9, { csat: share(90, 100) }),
      agent('bad', 9, { csat: share(50, 100) }),
    ]);
    expect(unrated?.parts.csat).toEqual({ raw: null, n: 0, shrunk: null, z: 0, noise: 0 });
    expect([good?.score, unrated?.score, bad?.score]).toEqual([expect.closeTo(0.25), 0, expect.closeTo(-0.25)]);
  });

  test('leaves all that are equal at the mean', () => {
    const known = { fcr: share(6, 9), csat: share(2, 3), handleTime: { n: 9, mean: 1 / 3, squares: 0.1 } };
    const scored = score([agent('a', 9, known), agent('b', 9, known), agent('c', 9, known)], { minSolved: 5, weights });
    expect(scored.map((one) => one.score)).toEqual([0, 0, 0]);
  });

  test('does not let three good ratings of three win against 95 of 100', () => {
    const { few, many } = scoresOf([
      agent('few', 20, { csat: share(3, 3) }),
      agent('many', 20, { csat: share(95, 100) }),
      agent('other', 20, { csat: share(70, 100) }),
      agent('another', 20, { csat: share(80, 100) }),
    ]);
    expect(few?.parts.csat.raw).toBe(100);
    expect(few?.score).toBeLessThan(many?.score ?? 0);
  });

  test('ranks those with enough solved tickets only, though the others’ facts tell what to expect', () => {
    const regulars = [agent('a', 5, { csat: share(8, 10) }), agent('b', 5, { csat: share(4, 10) })];
    const alone = scoresOf(regulars);
    // An average agent more makes the spread of the others look smaller: the prior's strength grows from 3.8 to 22.
    const withTemp = scoresOf([...regulars, agent('temp', 4, { csat: share(24, 40) })]);
    expect(Object.keys(withTemp)).toEqual(['a', 'b']);
    expect(withTemp['a']?.parts.csat.shrunk).toBeLessThan(alone['a']?.parts.csat.shrunk ?? 0);
  });

  test('multiplies each z by its weight', () => {
    const records = [agent('a', 9, { csat: share(9, 10) }), agent('b', 90, { csat: share(1, 10) })];
    const { a, b } = scoresOf(records, { weights: { ...weights, csat: 3, solved: 1 } });
    expect(a?.score).toBeCloseTo(3 - 1, 9);
    expect(b?.score).toBeCloseTo(-3 + 1, 9);
  });
});

describe('isClearlyBetter', () => {
  // Only solved tickets differ, so that the scores are 0.25 and −0.25 whatever the distance.
  function isClear(more: number, fewer: number): boolean | undefined {
    const { first, second } = scoresOf([agent('first', more), agent('second', fewer)]);
    return first && second && isClearlyBetter(first, second);
  }

  test('is true of 60 solved tickets against 30', () => {
    // Deviation of the logarithms 0.338; variance (60 ÷ 61² + 30 ÷ 31²) ÷ 0.338² ÷ 16 = 0.0258; 1.96 · √0.0258 = 0.315 < 0.5
    expect(isClear(60, 30)).toBe(true);
  });

  test('is false of 60 solved tickets against 55', () => {
    // Deviation 0.0428; variance (60 ÷ 61² + 55 ÷ 56²) ÷ 0.0428² ÷ 16 = 1.15; 1.96 · √1.15 = 2.1 > 0.5
    expect(isClear(60, 55)).toBe(false);
  });

  test('is false of equals', () => {
    expect(isClear(60, 60)).toBe(false);
  });
});
