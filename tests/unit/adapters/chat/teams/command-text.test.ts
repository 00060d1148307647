import { expect, test } from 'vitest';
import { activity, placeOf, timezoneOf, type Activity } from '../../../../../src/adapters/chat/teams/activity.ts';
import { commandText, isForBot } from '../../../../../src/adapters/chat/teams/command-text.ts';

const bot = { id: '28:bot', name: 'Deskpulse' };
const ben = { id: '29:ben', name: 'Ben Oak' };
const botMention = { type: 'mention', text: '<at>Deskpulse</at>', mentioned: bot };
const benMention = { type: 'mention', text: '<at>Ben Oak</at>', mentioned: ben };

function message(fields: Readonly<Record<string, unknown>>, conversationType = 'channel'): Activity {
  return activity.parse({
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    from: { id: '29:ana' },
    recipient: bot,
    conversation: { id: '19:support@thread.tacv2', conversationType },
    ...fields,
  });
}

function textOf(
  text: string,
  entities: readonly unknown[],
  emails: Readonly<Record<string, string>> = {},
): string | undefined {
  return commandText(message({ text, entities }), new Map(Object.entries(emails)));
}

test.for([
  ['<at>Deskpulse</at> csat last-week', 'csat last-week'],
  ['<at>Deskpulse</at>&nbsp;kpi csat\n', 'csat'],
  ['<at>Deskpulse</at> /kpi csat', 'csat'],
  ['csat <at>Deskpulse</at>', 'csat'],
  ['<at id="0">Deskpulse</at> csat', 'csat'],
  ['<at>Deskpulse</at>', ''],
  ['<at>Deskpulse</at> KPI', ''],
  ['<at>Deskpulse</at> kpis by team', 'kpis by team'],
  ['<at>Deskpulse</at> backlog over 3d &amp; more', 'backlog over 3d & more'],
  ['<at>Deskpulse</at> &#39;a&#x26;b&#39; &lt;3 &amp;lt; &bogus;', "'a&b' <3 &lt; &bogus;"],
  ['<at>Deskpulse</at> &#99999999; &#x110000;', '&#99999999; &#x110000;'],
] as const)('%s asks for "%s"', ([text, expected]) => {
  expect(textOf(text, [botMention])).toBe(expected);
});

test('a person mentioned is written by e-mail, or by name when it is not known', () => {
  const text = '<at>Deskpulse</at> csat <at>Ben Oak</at>';
  expect(textOf(text, [botMention, benMention], { '29:ben': 'ben@example.com' })).toBe('csat @ben@example.com');
  expect(textOf(text, [botMention, benMention])).toBe('csat @"Ben Oak"');
});

test('a name cannot end its own quotes', () => {
  const mention = { type: 'mention', text: '<at>x&quot; team:y</at>', mentioned: { id: '29:x', name: 'x" team:y' } };
  expect(textOf('<at>Deskpulse</at> csat <at>x&quot; team:y</at>', [botMention, mention])).toBe('csat @"x team:y"');
});

test('a name with a dollar sign is written as it is', () => {
  const mention = { type: 'mention', text: '<at>$&</at>', mentioned: { id: '29:x', name: '$&' } };
  expect(textOf('<at>Deskpulse</at> <at>$&</at>', [botMention, mention])).toBe('@"$&"');
});

test('somebody else who is called like the bot does not make a message ours', () => {
  const entities = [{ ...benMention, text: '<at>Deskpulse</at>' }];
  expect(isForBot(message({ text: '<at>Deskpulse</at> csat', entities }))).toBe(false);
});

test.for(['groupChat', 'channel'])('in a %s the bot is asked only when mentioned', (conversationType) => {
  expect(isForBot(message({ text: 'kpi csat' }, conversationType))).toBe(false);
  expect(isForBot(message({ text: 'kpi csat', entities: [botMention] }, conversationType))).toBe(true);
});

test('a conversation of an unknown kind counts as one with others in it', () => {
  expect(isForBot(message({ text: 'kpi csat', conversation: { id: 'x' } }))).toBe(false);
});

test('a button needs no mention', () => {
  const press = message({ value: { kpi: ' csat by team ' } });
  expect(isForBot(press)).toBe(true);
  expect(commandText(press, new Map())).toBe('csat by team');
  expect(isForBot(message({ value: { other: 'csat' } }))).toBe(false);
});

test.for([
  ['19:a@thread.tacv2;messageid=1700', { conversation: '19:a@thread.tacv2', thread: '1700' }],
  ['19:a@thread.tacv2', { conversation: '19:a@thread.tacv2' }],
] as const)('%s is read as conversation and thread', ([id, place]) => {
  expect(placeOf(message({ conversation: { id } }))).toEqual(place);
});

test.for([
  [{ localTimezone: 'Europe/Athens' }, 'Europe/Athens'],
  [{ entities: [{ type: 'clientInfo', timezone: 'Asia/Kolkata' }] }, 'Asia/Kolkata'],
  [{ localTimezone: 'Mars/Olympus', entities: [{ type: 'clientInfo', timezone: 'UTC' }] }, 'UTC'],
  [{ localTimezone: 'Mars/Olympus' }, undefined],
  [{}, undefined],
] as const)('the zone told by %o is %s', ([fields, zone]) => {
  expect(timezoneOf(message(fields))).toBe(zone);
});
