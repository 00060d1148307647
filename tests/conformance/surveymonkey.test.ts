import { describe, expect, test } from 'vitest';
import type { Batch } from '../../src/helpdesk.ts';
import { testConnector } from '../helpers/conformance.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { testStory } from '../helpers/story-told.ts';
import { startSurveymonkeyDesk, startToldSurveymonkey, type SurveymonkeyDesk } from '../fakes/surveymonkey/desk.ts';
import { answers, design, signed } from '../fakes/surveymonkey/server.ts';

testConnector('SurveyMonkey', {
  start: startSurveymonkeyDesk,
  endpoints: ['/surveys/5/details', '/surveys/5/responses/bulk', '/surveys/7/details', '/surveys/7/responses/bulk'],
  secrets: /access token|What people wrote|192\.0\.2\.7/,
});

testStory('SurveyMonkey', { start: startToldSurveymonkey, gives: ['surveys:csat'] });

const never = new AbortController().signal;
const morning = Date.parse('2026-03-02T08:00:00Z') / 1000;

function pull({ open }: SurveymonkeyDesk, cursor: string | null = null): Promise<Batch[]> {
  return collect(open().pull(cursor, never));
}

describe('an answer', () => {
  test('is one of its ticket, agent, team and customer by the survey’s custom variables', async () => {
    await using desk = await startSurveymonkeyDesk();
    const custom_variables = { ticket_id: '14', agent: '11', team: 'Billing', customer: '', other: 'x' };
    desk.server.save({ id: '1', survey_id: '5', custom_variables, pages: answers('50', 4, 'Fine') }, morning);
    expect(settle(await pull(desk)).surveys?.['1/50']).toMatchObject({
      kind: 'csat',
      score: 4,
      scale_min: 1,
      scale_max: 5,
      comment: 'Fine',
      answered_at: morning,
      ticket: '14',
      agent: '11',
      team: 'Billing',
      customer: null,
    });
  });

  test('to a Net Promoter question counts by the choice’s place, whose weight only tells promoters', async () => {
    await using desk = await startSurveymonkeyDesk();
    for (const score of [0, 6, 7, 10]) {
      desk.server.save({ id: `${score}`, survey_id: '7', pages: answers('70', score + 1) }, morning);
    }
    const surveys = Object.values(settle(await pull(desk)).surveys ?? {});
    expect(surveys.map(({ score, scale_min, scale_max }) => [score, scale_min, scale_max])).toEqual(
      [0, 6, 7, 10].map((score) => [score, 0, 10]),
    );
  });

  test.each([
    ['incomplete', { response_status: 'partial' }],
    ['a preview', { collection_mode: 'preview' }],
    ['a preview of the survey', { collection_mode: 'survey_preview' }],
    ['to other questions only', { pages: answers('60', 1) }],
    ['that does not apply', { pages: answers('50', 9) }],
  ])('%s is none', async (_, fields) => {
    await using desk = await startSurveymonkeyDesk();
    desk.server.save({ id: '1', survey_id: '5', pages: answers('50', 1), ...fields }, morning);
    const batches = await pull(desk);
    expect(settle(batches).surveys).toEqual({});
    expect(batches.flatMap(({ skipped }) => skipped ?? [])).toEqual([]);
  });

  test('completed later is read then', async () => {
    await using desk = await startSurveymonkeyDesk();
    desk.server.save({ id: '1', survey_id: '5', response_status: 'partial', pages: answers('50', 1) }, morning);
    const first = await pull(desk);
    desk.clock.advance(3_600_000);
    desk.server.save({ id: '1', survey_id: '5', response_status: 'completed' }, morning + 7000);
    expect(settle(await pull(desk, first.at(-1)?.cursor)).surveys?.['1/50']).toMatchObject({ score: 1 });
  });
});

describe('questions', () => {
  test('of one survey are read together, each as the kind it is said to be', async () => {
    await using desk = await startSurveymonkeyDesk({
      questions: [{ kind: 'csat' }, { kind: 'ces', question: '60', reversed: true }],
    });
    const two = [design('50', [{}, {}, {}]), design('60', [{}, {}, {}, {}, {}, {}, {}])];
    desk.server.surveys.set('5', { pages: two.flatMap((survey) => Object.values(survey).flat()) });
    desk.server.save({ id: '1', survey_id: '5', pages: [...answers('50', 3), ...answers('60', 1)] }, morning);
    expect(Object.values(settle(await pull(desk)).surveys ?? {})).toMatchObject([
      { id: '1/50', kind: 'csat', score: 3, scale_max: 3 },
      { id: '1/60', kind: 'ces', score: 7, scale_min: 1, scale_max: 7 },
    ]);
  });

  test('that the survey has not are told with what to do, by a sync and by doctor', async () => {
    await using desk = await startSurveymonkeyDesk({ questions: [{ question: '51' }] });
    await expect(pull(desk)).rejects.toMatchObject({
      code: 'unknown-question',
      message: expect.stringContaining('question with choices was expected as 51 of the survey 5') as string,
    });
    const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
    expect(failed.map(({ name }) => name)).toEqual(['questions of survey 5']);
  });

  test('said to be nps must have eleven choices', async () => {
    await using desk = await startSurveymonkeyDesk({ questions: [{ kind: 'nps' }] });
    await expect(pull(desk)).rejects.toMatchObject({ message: expect.stringContaining('11 choices') as string });
  });
});

test('responses that change while pages are read are not missed, nor are those that move up in their place', async () => {
  await using desk = await startSurveymonkeyDesk({ pageSize: 2 });
  for (const n of [1, 2, 3, 4, 5]) {
    desk.server.save({ id: `${n}`, survey_id: '5', pages: answers('50', 1) }, morning + n);
  }
  const read: Batch[] = [];
  for await (const batch of desk.open().pull(null, never)) {
    if (read.length === 0) desk.server.save({ id: '1', survey_id: '5', pages: answers('50', 5) }, morning + 9);
    read.push(batch);
  }
  const { surveys } = settle(read);
  expect(Object.keys(surveys ?? {})).toHaveLength(5);
  expect(surveys?.['1/50']).toMatchObject({ score: 5 });
});

test('responses of one second that fill whole pages are all read', async () => {
  await using desk = await startSurveymonkeyDesk({ pageSize: 2 });
  for (const n of [1, 2, 3, 4, 5]) desk.server.save({ id: `${n}`, survey_id: '5', pages: answers('50', n) }, morning);
  expect(Object.keys(settle(await pull(desk)).surveys ?? {})).toHaveLength(5);
});

describe('the few requests of a day', () => {
  test('are not spent on looking every five minutes', async () => {
    await using desk = await startSurveymonkeyDesk({ limits: { minute: 120, day: 500 } });
    desk.fill();
    const reader = desk.open();
    let cursor: string | null = null;
    for (let sync = 0; sync < 288; sync += 1) {
      const batches: Batch[] = await collect(reader.pull(cursor, never));
      cursor = batches.at(-1)?.cursor ?? null;
      desk.clock.advance(300_000);
    }
    expect(desk.server.requests.length).toBeGreaterThan(200);
    expect(desk.server.requests.length).toBeLessThan(450);
  });

  test('are left to others when they come to an end, and the sync goes on from there when they are whole again', async () => {
    await using desk = await startSurveymonkeyDesk({ pageSize: 2, limits: { minute: 120, day: 6 } });
    desk.fill();
    const read: Batch[] = [];
    const reader = desk.open();
    /** Read as far as the day's requests go. @returns the reason why that was not to the end */
    async function aDay(): Promise<unknown> {
      try {
        for await (const batch of reader.pull(read.at(-1)?.cursor ?? null, never)) read.push(batch);
        return undefined;
      } catch (error) {
        return error;
      }
    }
    expect(await aDay()).toMatchObject({ reason: 'rate-limited', retryAfter: 86_400 });
    expect(desk.server.requests).toHaveLength(5);
    desk.clock.advance(86_400_000);
    expect(await aDay()).toMatchObject({ reason: 'rate-limited' });
    desk.clock.advance(86_400_000);
    expect(await aDay()).toBeUndefined();
    expect(Object.keys(settle(read).surveys ?? {})).toHaveLength(10);
    expect(desk.server.refusals).toEqual([]);
  });

  test('of a minute are waited for when they run out', async () => {
    await using desk = await startSurveymonkeyDesk({ pageSize: 1, limits: { minute: 5, day: 500 } });
    desk.fill();
    expect(Object.keys(settle(await pull(desk)).surveys ?? {})).toHaveLength(10);
    expect(desk.clock.sleeps.every((ms) => ms > 50_000)).toBe(true);
  });

  test('of a whole large survey keep within 120 a minute', async () => {
    await using desk = await startSurveymonkeyDesk({ pageSize: 5, limits: { minute: 120, day: 5000 } });
    for (let n = 0; n < 600; n += 1) {
      desk.server.save({ id: `${n}`, survey_id: '5', pages: answers('50', 1) }, morning + n);
    }
    expect(Object.keys(settle(await pull(desk)).surveys ?? {})).toHaveLength(600);
    expect(desk.clock.sleeps.length).toBeGreaterThan(0);
    expect(desk.server.refusals).toEqual([]);
  });
});

test('a token without the scope to read responses fails the sync and is told by doctor', async () => {
  await using desk = await startSurveymonkeyDesk();
  desk.server.lacking.add('/responses/bulk');
  await expect(pull(desk)).rejects.toMatchObject({ reason: 'forbidden' });
  const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
  expect(failed.map(({ name }) => name)).toEqual(['responses of survey 5', 'responses of survey 7']);
  expect(failed[0]?.detail).toContain('View Response Details');
});

describe('a webhook', () => {
  const event = {
    event_type: 'response_completed',
    object_type: 'response',
    object_id: '51',
    event_datetime: '2026-03-02T08:59:58.182613+00:00',
    resources: { survey_id: '5', collector_id: '9' },
  };

  function heard(desk: SurveymonkeyDesk, said: string, headers = signed(said, 'the secret of the app')) {
    return desk.open().readWebhook?.({ headers, query: new URLSearchParams(), body: Buffer.from(said) });
  }

  test.each([
    ['names its response', event, { tickets: ['5/51'] }],
    ['of a deleted response names it', { ...event, event_type: 'response_deleted' }, { tickets: ['5/51'] }],
    ['of a survey names none', { ...event, event_type: 'survey_updated' }, { tickets: [] }],
    ['of days ago is none', { ...event, event_datetime: '2026-02-27T08:00:00+00:00' }, undefined],
    ['of tomorrow is none', { ...event, event_datetime: '2026-03-03T09:00:00+00:00' }, undefined],
    ['without a time is none', { ...event, event_datetime: undefined }, undefined],
  ])('%s', async (_, said, expected) => {
    await using desk = await startSurveymonkeyDesk();
    expect(heard(desk, JSON.stringify(said))).toEqual(expected);
  });

  test('that is signed with another secret, over another body, or not at all, is none', async () => {
    await using desk = await startSurveymonkeyDesk();
    const said = JSON.stringify(event);
    expect(heard(desk, said, signed(said, 'guessed'))).toBeUndefined();
    expect(heard(desk, said, signed('{}', 'the secret of the app'))).toBeUndefined();
    expect(heard(desk, said, {})).toBeUndefined();
    expect(heard(desk, 'event=1')).toBeUndefined();
  });

  test('has its response read as a pull would read it', async () => {
    await using desk = await startSurveymonkeyDesk();
    desk.fill();
    const read = await desk.open().readTicket?.('5/51', never);
    expect(read?.facts.surveys).toEqual([settle(await pull(desk)).surveys?.['51/50']]);
  });

  test('of a response deleted since leaves its surveys unanswered', async () => {
    await using desk = await startSurveymonkeyDesk();
    desk.fill();
    const first = await pull(desk);
    desk.server.responses.splice(0);
    const news = await desk.open().readTicket?.('5/51', never);
    const after = settle([...first, { facts: {}, cursor: '', ...news }]);
    expect(after.surveys?.['51/50']).toMatchObject({ kind: 'csat', score: null, answered_at: null });
    expect(after.surveys?.['52/50']).toMatchObject({ score: 2 });
  });

  test.each(['14', '8/51', '5/51/7'])('that names %s asks for nothing', async (name) => {
    await using desk = await startSurveymonkeyDesk();
    expect(await desk.open().readTicket?.(name, never)).toEqual({ facts: {} });
    expect(desk.server.requests).toEqual([]);
  });
});
