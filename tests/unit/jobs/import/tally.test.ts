import { expect, test } from 'vitest';
import { likeText } from '../../../../src/jobs/import/like-text.ts';
import { openTally } from '../../../../src/jobs/import/tally.ts';

test('remarks of one kind are one line with their number, and name the first rows', () => {
  const tally = openTally();
  for (let line = 2; line < 1802; line += 1) {
    tally.add({
      place: `a.csv line ${line}`,
      reason: `at: expected a time, got "${line}"`,
      kind: 'at: expected a time',
    });
  }
  tally.add({ place: 'b.csv line 3', reason: 'torn' });
  tally.add({ place: 'b.csv', reason: 'column "x" is not known and was ignored', lost: 'nothing' });
  expect(tally.kinds().map(likeText)).toEqual([
    'a.csv, 1,800 rows (lines 2, 3, 4 …): at: expected a time, got "2"',
    'b.csv line 3: torn',
    'b.csv: column "x" is not known and was ignored',
  ]);
});

test('there is an end to the kinds that are told apart', () => {
  const tally = openTally();
  for (let line = 0; line < 300; line += 1) tally.add({ place: 'a.csv', reason: `reason ${line}` });
  expect([tally.kinds().length, tally.others()]).toEqual([200, 100]);
});
