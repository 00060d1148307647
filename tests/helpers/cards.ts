import * as fc from 'fast-check';

import type { Block, Card } from '../../src/chat.ts';

/** Text as it comes from a desk: any characters, markup of the platforms, and far too much of it. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '<!channel>',
    '<@U1>',
    '&lt;',
    '*b* _i_ `c`',
    '日本語のチケット',
    '👩‍👩‍👧',
    '\u0000\u202Ex',
    '\uD800',
  ),
  fc
    .tuple(fc.constantFrom('a', '&', '<', '"', '日', '👍', '\n'), fc.integer({ min: 0, max: 4_000 }))
    .map(([character, count]) => character.repeat(count)),
);
const words = fc.string({ unit: 'grapheme', maxLength: 60 });
const number = fc.oneof(fc.constant(null), fc.double(), fc.integer());

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('finding' as const), text, tone: fc.constantFrom('better', 'worse', 'same', 'plain') }),
  fc.record({ type: fc.constant('heading' as const), text }),
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({
    type: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 30 }),
  }),
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.array(fc.record({ title: text, align: fc.constantFrom('left', 'right') }), { maxLength: 15 }),
    rows: fc.array(fc.array(text, { maxLength: 15 }), { maxLength: 60 }),
  }),
  fc.record({
    type: fc.constant('chart' as const),
    style: fc.constantFrom('line', 'bar'),
    title: text,
    labels: fc.array(words, { maxLength: 90 }),
    series: fc.array(fc.record({ name: words, values: fc.array(number, { maxLength: 90 }) }), { maxLength: 9 }),
    unit: text,
    alt: text,
  }),
  fc.record({
    type: fc.constant('items' as const),
    isOrdered: fc.boolean(),
    items: fc.array(
      fc.record({ title: text, detail: text, url: fc.oneof(fc.webUrl(), text) }, { requiredKeys: ['title', 'detail'] }),
      { maxLength: 60 },
    ),
  }),
  fc.record({
    type: fc.constant('buttons' as const),
    buttons: fc.array(fc.record({ label: text, command: text }), { maxLength: 40 }),
  }),
  fc.record({ type: fc.constant('footer' as const), lines: fc.array(text, { maxLength: 12 }) }),
);

/** Any card at all, for what must hold of every rendering. */
export const anyCard: fc.Arbitrary<Card> = fc.record({ summary: text, blocks: fc.array(block, { maxLength: 70 }) });
