import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { SlackBlock, SlackMessage } from '../../../../../src/adapters/chat/slack/block.ts';
import { renderSlack, withoutCharts } from '../../../../../src/adapters/chat/slack/render.ts';
import type { Block } from '../../../../../src/chat.ts';
import { anyCard } from '../../../../helpers/cards.ts';
import { checkLimits } from '../../../../fakes/slack/limits.ts';

/** Every rendering in this file is checked against Slack's limits. */
function render(...blocks: Block[]): SlackMessage {
  const message = renderSlack({ summary: 'in short', blocks });
  checkLimits(message);
  return message;
}

/** What a reader sees of a block, line by line, its entities decoded as a client does. */
function seen(block: SlackBlock | undefined): string {
  return [...JSON.stringify(block).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)]
    .map(([, text = '""']) => String(JSON.parse(text)))
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe('a card', () => {
  test('of any content is within every limit of Slack', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const message = renderSlack(card);
        checkLimits(message);
        checkLimits(withoutCharts(message));
      }),
      { numRuns: 200 },
    );
  });

  test('without blocks shows its summary, which is also the text for notifications', () => {
    const message = render();

    expect(message.text).toBe('in short');
    expect(seen(message.blocks[0])).toBe('in short');
  });
});

describe('hostile text', () => {
  const hostile = '<!channel> <@U1> <https://evil.example|click> *bold* `code` & :smile:';
  const places: [string, Block][] = [
    ['finding', { type: 'finding', text: hostile, tone: 'worse' }],
    ['heading', { type: 'heading', text: hostile }],
    ['text', { type: 'text', text: hostile }],
    ['facts', { type: 'facts', facts: [{ label: hostile, value: hostile }] }],
    ['table', { type: 'table', columns: [{ title: 'T', align: 'left' }], rows: [['<!channel> *b* `c` & <@U1>']] }],
    ['items', { type: 'items', isOrdered: false, items: [{ title: hostile, detail: hostile }] }],
    ['buttons', { type: 'buttons', buttons: [{ label: '<!channel> & *b*', command: 'csat' }] }],
    ['footer', { type: 'footer', lines: [hostile] }],
  ];

  test.each(places)('in a %s shows as it stands and pings nobody', (_, block) => {
    const { blocks } = render(block);
    const json = JSON.stringify(blocks);

    expect(json).not.toMatch(/<[!@#h]/);
    expect(json).not.toContain('"mrkdwn"');
    expect(json).not.toMatch(/"type":"(user|usergroup|broadcast|channel)"/);
    expect(seen(blocks[0])).toContain('<!channel>');
    expect(seen(blocks[0])).toMatch(/\*b(old)?\*/);
  });

  test('in the summary is escaped', () => {
    expect(renderSlack({ summary: '<!channel> & co', blocks: [] }).text).toBe('&lt;!channel&gt; &amp; co');
  });

  test('is never cut inside an entity', () => {
    const { blocks } = render({ type: 'heading', text: '&'.repeat(200) });

    expect(seen(blocks[0])).toBe(`${'&'.repeat(29)}…`);
  });

  test('cannot turn the text around it or bring control characters', () => {
    const { blocks } = render({ type: 'text', text: 'a\u202Eb\u0000c\td\ne' });

    expect(seen(blocks[0])).toBe('abc\td\ne');
  });

  test('becomes a link only where it is an address of the web', () => {
    const urls = ['https://desk.example/t/1?a=1&b=2', 'javascript:alert(1)', 'slack://x', 'nonsense'];
    const { blocks } = render({
      type: 'items',
      isOrdered: false,
      items: urls.map((url) => ({ title: 'T', detail: '', url })),
    });

    expect(JSON.stringify(blocks).match(/"url":"[^"]*"/g)).toEqual(['"url":"https://desk.example/t/1?a=1&b=2"']);
  });
});

describe('a block', () => {
  test.each([
    ['better', '✅ up'],
    ['worse', '⚠️ up'],
    ['same', '➖ up'],
    ['plain', 'up'],
  ] as const)('finding that is %s has a symbol beside its words', (tone, expected) => {
    expect(seen(render({ type: 'finding', text: 'up', tone }).blocks[0])).toBe(expected);
  });

  test('with nothing in it leaves nothing behind', () => {
    const { blocks } = render(
      { type: 'finding', text: ' ', tone: 'same' },
      { type: 'heading', text: '' },
      { type: 'text', text: '\n' },
      { type: 'facts', facts: [] },
      { type: 'table', columns: [], rows: [] },
      { type: 'items', isOrdered: true, items: [] },
      { type: 'buttons', buttons: [] },
      { type: 'footer', lines: [] },
      { type: 'heading', text: 'the only one' },
    );

    expect(blocks).toHaveLength(1);
  });

  test('of facts shows label and value line by line', () => {
    const { blocks } = render({
      type: 'facts',
      facts: [
        { label: 'Goal', value: '90 %' },
        { label: 'n', value: '164' },
      ],
    });

    expect(seen(blocks[0])).toBe('Goal: 90 %\nn: 164\n');
  });

  test('of items is a list, numbered when the order matters', () => {
    const items = [{ title: 'Ana', detail: '12 solved' }];

    expect(render({ type: 'items', isOrdered: true, items }).blocks).toMatchObject([
      { elements: [{ type: 'rich_text_list', style: 'ordered' }] },
    ]);
    expect(render({ type: 'items', isOrdered: false, items }).blocks).toMatchObject([
      { elements: [{ type: 'rich_text_list', style: 'bullet' }] },
    ]);
    expect(seen(render({ type: 'items', isOrdered: true, items }).blocks[0])).toBe('Ana — 12 solved');
  });

  test('of buttons numbers them through the whole message and carries their commands unchanged', () => {
    const { blocks } = render(
      { type: 'buttons', buttons: [{ label: 'By team', command: 'csat by team' }] },
      { type: 'buttons', buttons: [{ label: 'Share', command: 'csat "a&b" public' }] },
    );

    expect(blocks).toMatchObject([
      { elements: [{ action_id: 'kpi:1', value: 'csat by team' }] },
      { elements: [{ action_id: 'kpi:2', value: 'csat "a&b" public' }] },
    ]);
  });

  test('of buttons leaves out a command that is too long to carry, and says so', () => {
    const { blocks } = render({ type: 'buttons', buttons: [{ label: 'Too long', command: 'x'.repeat(2_001) }] });

    expect(blocks.map(seen)).toEqual(['… buttons left out: 1']);
  });

  test('of buttons shows the first 25, and says how many more there are', () => {
    const buttons = Array.from({ length: 30 }, (_, n) => ({ label: `b${n}`, command: 'c' }));
    const [actions, note] = render({ type: 'buttons', buttons }).blocks;

    expect(actions).toMatchObject({ type: 'actions', elements: { length: 25 } });
    expect(seen(note)).toBe('… buttons left out: 5');
  });
});

describe('a table', () => {
  test('aligns its columns, wide characters counted as two', () => {
    const { blocks } = render({
      type: 'table',
      columns: [
        { title: 'Team', align: 'left' },
        { title: 'CSAT', align: 'right' },
      ],
      rows: [
        ['billing', '90.1 %'],
        ['請求', '5 %'],
      ],
    });

    expect(seen(blocks[0])).toBe(
      ['Team       CSAT', '───────  ──────', 'billing  90.1 %', '請求        5 %'].join('\n'),
    );
  });

  test('keeps a cell on one line and cuts it when it is very long', () => {
    const { blocks } = render({
      type: 'table',
      columns: [{ title: 'Subject', align: 'left' }],
      rows: [['a\nb'], ['x'.repeat(100)]],
    });

    expect(seen(blocks[0]).split('\n').slice(2)).toEqual(['a b', `${'x'.repeat(39)}…`]);
  });

  test('says how many rows and columns it had to leave out', () => {
    const { blocks } = render({
      type: 'table',
      columns: Array.from({ length: 12 }, () => ({ title: 'c', align: 'left' as const })),
      rows: Array.from({ length: 200 }, () => Array.from({ length: 12 }, () => 'value')),
    });
    const shown = seen(blocks[0])
      .split('\n')
      .filter((line) => line.startsWith('value'));

    expect(seen(blocks[0])).toContain(`… rows left out: ${200 - shown.length}, … columns left out: 2`);
  });
});

describe('a message that would be too long', () => {
  const long: Block[] = Array.from({ length: 20 }, (_, n) => ({ type: 'text', text: `${n} `.repeat(600) }));

  test('keeps its first parts, its buttons and its footer, and says what is missing', () => {
    const { blocks } = render(
      ...long,
      { type: 'buttons', buttons: [{ label: 'Explain', command: 'explain csat' }] },
      { type: 'footer', lines: ['synced 3 min ago'] },
    );
    const lines = blocks.map(seen);

    expect(lines[0]).toMatch(/^0 0 /);
    expect(lines.at(-2)).toBe('Explain');
    expect(lines.at(-1)).toBe('synced 3 min ago');
    expect(lines.at(-3)).toBe(
      `… ${long.length - (blocks.length - 3)} more parts do not fit into one Slack message and are left out.`,
    );
  });

  test('has at most 50 blocks, one of them saying how many are missing', () => {
    const { blocks } = render(...Array.from({ length: 60 }, (): Block => ({ type: 'heading', text: 'h' })));

    expect(blocks).toHaveLength(50);
    expect(seen(blocks.at(-1))).toContain('11 more parts');
  });

  test.each<[string, Block]>([
    ['text', { type: 'text', text: 'x'.repeat(5_000) }],
    ['facts', { type: 'facts', facts: Array.from({ length: 200 }, () => ({ label: 'label', value: 'value' })) }],
    [
      'items',
      { type: 'items', isOrdered: true, items: Array.from({ length: 200 }, () => ({ title: 't', detail: 'd' })) },
    ],
  ])('in its %s says that something is cut', (_, block) => {
    expect(seen(render(block).blocks[0])).toMatch(/… (\d+ more|\(cut: too long for Slack\))$/);
  });
});
