import { expect, test } from 'vitest';
import type { Card } from '../../../src/chat.ts';
import { digest } from '../../../src/jobs/digest/index.ts';
import type { Section } from '../../../src/jobs/digest/section.ts';
import { top } from '../../../src/jobs/digest/sections/top.ts';
import { digestSettings } from '../../../src/jobs/settings.ts';
import { listMessages } from '../../../src/store/outbox/messages.ts';
import { startSlackBot } from '../../fakes/slack/bot.ts';
import { answering } from '../../fakes/slack/faults.ts';
import { startSlack } from '../../fakes/slack/server.ts';
import { at, fill, startStore } from '../../helpers/store.ts';
import { openBench } from '../../helpers/tools.ts';

const said: Section = {
  name: 'said',
  build: async ({ areAgentsNamed }) => [{ type: 'text', text: areAgentsNamed ? 'Ana leads' : 'no names' }],
};

/** The digest of each channel of Slack, of which C2 is shared with others and C3 is not told. */
async function digests(sections: readonly Section[]): Promise<Map<string, Card>> {
  await using slack = await startSlack();
  await using bot = await startSlackBot(slack);
  await using store = await startStore();
  slack.extend(
    'conversations.info',
    answering(({ channel }) =>
      channel === 'C3'
        ? { ok: false, error: 'missing_scope' }
        : { ok: true, channel: { is_ext_shared: channel === 'C2' } },
    ),
  );
  const agents = [{ id: 'a1', name: 'Ana Ray' }];
  const solved = Array.from({ length: 6 }, (_, n) => ({
    id: `t${n}`,
    agent: 'a1',
    status: 'solved' as const,
    created_at: at('2026-11-11T10:00'),
    solved_at: at('2026-11-11T12:00'),
  }));
  await fill(store, { agents, tickets: solved });
  const settings = digestSettings.parse({
    name: 'Morning digest',
    at: '09:00',
    channels: ['slack:C1', 'slack:C2', 'slack:C3'],
    since: at('2026-11-16T00:00'),
  });
  const bench = openBench({
    store,
    time: at('2026-11-16T09:01'),
    digests: [settings],
    sections: [...sections],
    chats: [bot.chat],
  });
  await bench.run(digest, { digest: settings.name });
  return new Map((await listMessages(store)).map(({ conversation, card }) => [conversation, card]));
}

test('agents are named only where nobody of another organisation reads the digest, as far as that is told', async () => {
  const cards = await digests([said]);
  const texts = [...cards].map(([channel, { blocks }]) => [channel, JSON.stringify(blocks).includes('Ana leads')]);
  expect(Object.fromEntries(texts)).toEqual({ C1: true, C2: false, C3: false });
});

test('top performers are not named to others', async () => {
  const cards = await digests([top]);
  expect(JSON.stringify(cards.get('C1'))).toContain('Ana Ray');
  expect(JSON.stringify(cards.get('C2'))).not.toContain('Ana');
  expect(JSON.stringify(cards.get('C2'))).toContain('people of other organisations read along');
});
