import { describe, expect, test } from 'vitest';

import { decodeText } from '../../../../../src/adapters/chat/slack/decode.ts';
import type { Person } from '../../../../../src/chat.ts';

const people: Readonly<Record<string, Person>> = {
  U1: { id: 'U1', name: 'Ana Ray', email: 'ana@example.com' },
  U2: { id: 'U2', name: 'Ben "B" Lee' },
  W3: { id: 'W3' },
};
const findPerson = (id: string) => Promise.resolve(people[id] ?? { id });

describe('text from Slack', () => {
  test.each([
    ['plain words', 'csat last-week', 'csat last-week'],
    ['entities, each once', 'a &lt;b&gt; &amp; &amp;lt; &quot;', 'a <b> & &lt; &quot;'],
    ['a person by e-mail', 'csat <@U1>', 'csat @ana@example.com'],
    ['a person with the name Slack sends along', 'csat agent:<@U1|ana>', 'csat agent:@ana@example.com'],
    ['a person whose e-mail is not known, by name', 'csat <@U2>', 'csat @"Ben B Lee"'],
    ['a person of whom only the id is known', 'csat <@W3>', 'csat @"W3"'],
    ['a channel as its id', 'in <#C1|support> <#C2>', 'in C1 C2'],
    ['a link as its words', 'see <https://x.example/a|x.example>', 'see x.example'],
    ['a link without words as its address', '<https://x.example/?a=1&amp;b=2>', 'https://x.example/?a=1&b=2'],
    [
      'an e-mail address Slack made a link of',
      'agent:@<mailto:ana@example.com|ana@example.com>',
      'agent:@ana@example.com',
    ],
    ['an e-mail address without words', '<mailto:ana@example.com>', 'ana@example.com'],
    ['a broadcast as words', '<!here> <!subteam^S1|@leads> <!subteam^S1>', '@here @leads @subteam'],
    ['a stray bracket', 'a < b', 'a < b'],
  ])('has %s decoded', async (_, text, expected) => {
    expect(await decodeText(text, findPerson)).toBe(expected);
  });

  test('asks for each person once', async () => {
    const asked: string[] = [];
    await decodeText('<@U1> <@U1|ana> <@U2>', (id) => {
      asked.push(id);
      return findPerson(id);
    });

    expect(asked).toEqual(['U1', 'U2']);
  });

  test('does not decode what stands in a name', async () => {
    const trap = (id: string) => Promise.resolve({ id, name: '&lt;!channel&gt; <@U1>' });

    expect(await decodeText('<@U9>', trap)).toBe('@"&lt;!channel&gt; <@U1>"');
  });
});
