import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawSlack } from '../../../../../src/adapters/chat/playground/draw-slack.ts';
import { renderSlack } from '../../../../../src/adapters/chat/slack/render.ts';
import type { Block } from '../../../../../src/chat.ts';

/** The words of the drawing as one reads them, and its markup without them. */
function draw(...blocks: Block[]): { words: string; markup: string } {
  const { blocks: rendered } = renderSlack({ summary: 'x', blocks });
  const html = drawSlack(rendered.map((block) => ({ ...block })));
  return {
    words: decode(html.replaceAll(/<[^>]*>/g, '')),
    markup: html.replaceAll(/>[^<]*</g, '><'),
  };
}

function decode(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!channel> <@U123> <#C1> <!subteam^S1>',
  '*bold* _italic_ ~gone~ `code`',
  '# not a heading',
  '![image](https://evil.example/x.png)',
  '[link](https://evil.example)',
  '<javascript:alert(1)|x>',
  '<https://evil.example|y>',
  '&lt;!here&gt; &amp;amp; &#60;',
  ':smile: https://evil.example',
  'www.evil.example',
  '> quote',
  '"\'><b>',
];

test.each(hostile)('%j is drawn as it stands in small print, text, headings, lists and tables', (text) => {
  const places: Block[] = [
    { type: 'footer', lines: [text] },
    { type: 'text', text },
    { type: 'heading', text },
    { type: 'items', isOrdered: false, items: [{ title: text, detail: '' }] },
    { type: 'table', columns: [{ title: 't', align: 'left' }], rows: [[text]] },
  ];
  const drawn = places.map((place) => ({ ...draw(place), type: place.type }));
  expect(drawn.filter(({ words }) => !words.includes(text))).toEqual([]);
  expect(drawn.filter(({ markup }) => /<(script|img|a|b)[ >]|javascript:|onerror/.test(markup))).toEqual([]);
});

test('small print of any text reads as that text', () => {
  const printable = fc
    .string({ minLength: 1, maxLength: 60 })
    .filter((text) => /^\S(.*\S)?$/u.test(text) && !/\s\s/u.test(text));
  fc.assert(
    fc.property(printable, (text) => {
      expect(draw({ type: 'footer', lines: [text] }).words).toBe(text);
    }),
  );
});

test('a chart is drawn with its title, and its meaning in words below', () => {
  const { words, markup } = draw({
    type: 'chart',
    style: 'line',
    title: 'CSAT & <b>',
    labels: ['w45', 'w46'],
    series: [{ name: 'CSAT', values: [90, 87] }],
    unit: '%',
    alt: 'CSAT fell from 90 % to 87 %.',
  });
  expect(words).toContain('CSAT & <b>');
  expect(words).toContain('CSAT fell from 90 % to 87 %.');
  expect(markup).toContain('<svg');
});

test('a link leads where the card says', () => {
  const url = 'https://desk.example/t?a=1&b=2';
  const { markup } = draw({ type: 'items', isOrdered: false, items: [{ title: '#4711', detail: '', url }] });
  expect(markup).toContain('href="https://desk.example/t?a=1&amp;b=2"');
});
