import { expect, test } from 'vitest';
import { readQuestion } from '../../../../../src/adapters/chat/playground/question.ts';
import { UserError } from '../../../../../src/errors.ts';

test.each([
  ['/kpi csat last-week', 'csat last-week'],
  ['  @kpi   csat last-week ', 'csat last-week'],
  ['kpi', ''],
  ['/KPI backlog', 'backlog'],
  ['csat last-week', 'csat last-week'],
  ['kpis', 'kpis'],
  ['kpi-list', 'kpi-list'],
])('%j asks for %j', (typed, text) => {
  expect(readQuestion({ text: typed }).text).toBe(text);
});

test('without an e-mail the owner asks, in a conversation of their own', () => {
  expect(readQuestion({ text: 'csat', as: '' })).toMatchObject({
    place: { platform: 'playground', conversation: 'you' },
    isDirect: true,
    from: { id: 'owner', isOwner: true },
  });
});

test('with an e-mail that person asks, who is not the owner', () => {
  expect(readQuestion({ text: 'csat', as: 'ana@example.com' }).from).toEqual({
    id: 'ana@example.com',
    email: 'ana@example.com',
  });
});

test('each time of asking has an id of its own', () => {
  expect(readQuestion({ text: 'csat' }).id).not.toBe(readQuestion({ text: 'csat' }).id);
});

test.each([
  ['nothing', undefined],
  ['no text', {}],
  ['a list', []],
  ['a text that is a number', { text: 1 }],
  ['a field that is not known, such as a zone', { text: 'csat', timezone: 'Europe/Athens' }],
  ['a name that is no e-mail', { text: 'csat', as: 'ana' }],
])('%s is refused', (_, body) => {
  expect(() => readQuestion(body)).toThrow(UserError);
});

test('the refusal of a name says what is expected', () => {
  expect(() => readQuestion({ text: 'csat', as: 'ana' })).toThrow(
    /^Asking as: expected an e-mail such as ana@example.com, or nothing\.$/,
  );
});
