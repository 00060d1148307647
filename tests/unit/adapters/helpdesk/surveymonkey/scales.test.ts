import { describe, expect, test } from 'vitest';
import { scaleOf } from '../../../../../src/adapters/helpdesk/surveymonkey/scales.ts';
import { surveymonkeySettings } from '../../../../../src/adapters/helpdesk/surveymonkey/settings.ts';

const question = { survey: '5', question: '50', kind: 'csat' as const, reversed: false };

/** A survey with one question of these choices, whose ids are their places. */
function survey(choices: readonly object[]) {
  const placed = choices.map((choice, index) => ({ id: String(index + 1), position: index + 1, ...choice }));
  return { pages: [{ questions: [{ id: '49' }, { id: '50', answers: { choices: placed } }] }] };
}

const eleven = Array.from({ length: 11 }, (_, index) => ({ weight: index > 8 ? 100 : index > 6 ? 0 : -100 }));

describe('a question’s choices count', () => {
  test.each([
    ['their weights', {}, [{ weight: 1 }, { weight: 2 }, { weight: 3 }], [1, 2, 3], [1, 3]],
    ['weights of any step', {}, [{ weight: -2 }, { weight: 0 }, { weight: 2 }], [-2, 0, 2], [-2, 2]],
    ['their places, where they have no weights', {}, [{}, {}, {}], [1, 2, 3], [1, 3]],
    ['their places, where weights are the same', {}, [{ weight: 0 }, { weight: 0 }, { weight: 5 }], [1, 2, 3], [1, 3]],
    ['from the last on, where they are reversed', { reversed: true }, [{}, {}, {}], [3, 2, 1], [1, 3]],
    ['none that says "not applicable"', {}, [{}, {}, { is_na: true }], [1, 2], [1, 2]],
    [
      'from 0 to 10, of nps, whatever the weights',
      { kind: 'nps' },
      eleven,
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [0, 10],
    ],
    ['in the order of their places', {}, [{ position: 2 }, { position: 1 }], [1, 2], [1, 2]],
  ] as const)('%s', (_, more, choices, scores, [min, max]) => {
    const scale = scaleOf({ ...question, ...more }, survey(choices));
    expect([...scale.scores.values()]).toEqual(scores);
    expect([scale.min, scale.max]).toEqual([min, max]);
  });

  test.each([
    ['a question that is not there', { question: '51' }, [{}, {}]],
    ['a question without choices', { question: '49' }, [{}, {}]],
    ['a question with one choice', {}, [{}]],
    ['an nps question with five choices', { kind: 'nps' as const }, [{}, {}, {}, {}, {}]],
  ])('and %s is told with what to do', (_, more, choices) => {
    expect(() => scaleOf({ ...question, ...more }, survey(choices))).toThrow(/Correct "questions"|correct "questions"/);
  });

  test('and a survey without pages has none', () => {
    expect(() => scaleOf(question, { errmsg: 'no' })).toThrow('question with choices was expected as 50');
  });
});

describe('settings', () => {
  const least = {
    name: 'nps',
    kind: 'surveymonkey',
    token: 't',
    questions: [{ survey: '5', question: '50', kind: 'nps' }],
  };

  test('need a token and a question', () => {
    expect(surveymonkeySettings.parse(least)).toEqual({
      ...least,
      region: 'us',
      questions: [{ ...least.questions[0], reversed: false }],
      variables: { ticket: 'ticket_id', agent: 'agent', team: 'team', customer: 'customer' },
    });
  });

  test.each([
    ['no question', { questions: [] }, 'questions'],
    ['a survey’s title', { questions: [{ survey: 'How are we?', question: '50', kind: 'nps' }] }, 'questions.0.survey'],
    ['a kind that is none', { questions: [{ survey: '5', question: '50', kind: 'iqs' }] }, 'questions.0.kind'],
    ['an unknown region', { region: 'au' }, 'region'],
    ['an address with a path', { url: 'https://api.surveymonkey.com/v3' }, 'url'],
  ])('refuse %s', (_, wrong, field) => {
    const { error } = surveymonkeySettings.safeParse({ ...least, ...wrong });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
