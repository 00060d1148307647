import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderTeams } from '../../../../../src/adapters/chat/teams/render.ts';
import type { Block } from '../../../../../src/chat.ts';
import { bytes, complaints, texts } from '../../../../fakes/teams/card.ts';

test('a long table is cut to what fits, and says how much is missing', () => {
  const rows = Array.from({ length: 500 }, (_, index) => [`team ${index}`, String(index)]);
  const columns = [
    { title: 'Team', align: 'left' },
    { title: 'n', align: 'right' },
  ] as const;
  const card = renderTeams({ summary: 's', blocks: [{ type: 'table', columns, rows }] });
  expect(texts(card).at(-1)).toBe('… and 440 more rows, which do not fit in one message.');
  expect(bytes(card)).toBeLessThanOrEqual(24_000);
});

test('what cannot be cut to fit is left out, and the rest is still there', () => {
  const columns = Array.from({ length: 300 }, (_, index) => ({ title: `Column ${index}`, align: 'left' as const }));
  const card = renderTeams({
    summary: 's',
    blocks: [
      { type: 'finding', text: 'first', tone: 'plain' },
      { type: 'table', columns, rows: [columns.map(() => 'x')] },
      { type: 'footer', lines: ['last'] },
    ],
  });
  expect(texts(card)).toEqual(['first', 'last', 'The rest does not fit in one message.']);
});

test('a text is never cut in the middle of a character', () => {
  const long = `${'a'.repeat(3998)}😀😀`;
  expect(texts(renderTeams({ summary: 's', blocks: [{ type: 'text', text: long }] }).body)).toEqual([
    `${'a'.repeat(3998)}…`,
  ]);
});

// Long texts are of characters that grow in UTF-8 and in JSON. By default sizes hardly any card would be too large.
const longText = fc
  .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(300))
  .map(([part, times]) => part.repeat(times));
const text = fc.oneof(fc.string({ unit: 'grapheme' }), longText);
const someText = fc.array(text, { maxLength: 40 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('finding' as const), text, tone: fc.constantFrom('better', 'worse', 'same', 'plain') }),
  fc.record({ type: fc.constant('heading' as const), text }),
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('facts' as const), facts: fc.array(fc.record({ label: text, value: text })) }),
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.array(fc.record({ title: text, align: fc.constantFrom('left', 'right') }), { maxLength: 12 }),
    rows: fc.array(someText, { maxLength: 80, size: 'medium' }),
  }),
  fc.record({
    type: fc.constant('chart' as const),
    style: fc.constantFrom('line', 'bar'),
    title: text,
    labels: someText,
    series: fc.array(
      fc.record({ name: text, values: fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))) }),
      { maxLength: 6 },
    ),
    unit: text,
    alt: text,
  }),
  fc.record({
    type: fc.constant('items' as const),
    isOrdered: fc.boolean(),
    items: fc.array(fc.record({ title: text, detail: text })),
  }),
  fc.record({ type: fc.constant('buttons' as const), buttons: fc.array(fc.record({ label: text, command: text })) }),
  fc.record({ type: fc.constant('footer' as const), lines: someText }),
);

test('whatever is in a card, it is well-formed and at most 24 KB', () => {
  fc.assert(
    fc.property(text, fc.array(block, { maxLength: 12 }), (summary, blocks) => {
      const card = renderTeams({ summary, blocks });
      expect(bytes(card)).toBeLessThanOrEqual(24_000);
      expect(complaints(card)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
