import { expect, test } from 'vitest';
import { openScales } from '../../../../../src/adapters/helpdesk/freshdesk/ratings.ts';

const surveys = Object.entries({ 3: [103, -103, 100], 5: [-103, -101, 100, 101, 103], 7: [1, 2, 3] });
const rows = surveys.map(([id, accepted_ratings]) => ({
  id: Number(id),
  questions: [
    { id: 'question_1', accepted_ratings: [-103, 103] },
    { id: 'default_question', accepted_ratings },
  ],
}));

test.each([
  ['three faces', 3, 103, 3, 3],
  ['three faces', 3, -103, 1, 3],
  ['five faces', 5, 101, 4, 5],
  ['a classic survey, where 1 is the best', 7, 1, 3, 3],
  ['a classic survey, where 3 is the worst', 7, 3, 1, 3],
  ['a survey that is gone', 99, 101, 5, 7],
  ['an answer from before its survey was changed', 3, -102, 2, 7],
  ['a classic survey that is gone', null, 1, 3, 3],
])('%s: of survey %s the rating %i is %i of %i', (_, survey, rating, score, scale_max) => {
  const scales = openScales(rows);
  expect(scales(survey, rating)).toEqual({ score, scale_max });
  expect(scales(survey, 55)).toBeUndefined();
});
