import { describe, expect, test } from 'vitest';
import { renderSlack } from '../../../../src/adapters/chat/slack/render.ts';
import { cardMessage } from '../../../../src/adapters/chat/teams/outgoing.ts';
import { renderTerminal } from '../../../../src/adapters/chat/terminal/render.ts';
import type { Block, Card } from '../../../../src/chat.ts';

const classes = {
  NUL: '\u0000',
  'a control character': '\b',
  DEL: '\u007F',
  ESC: '\u001B',
  'an escape sequence': '\u001B[31m',
  'U+009B': '\u009B',
  'another C1 control': '\u0090',
  'an embedding': '\u202A',
  'an override': '\u202E',
  'the end of an override': '\u202C',
  'an isolate': '\u2066',
  'the end of an isolate': '\u2069',
  'half a surrogate pair': '\uD83D',
};

/** A card with a text in every place that a desk's text may come to. */
function cardWith(text: string): Card {
  const chart = { type: 'chart', title: text, labels: [text, 'b'], unit: text, alt: text } as const;
  const series = [
    { name: text, values: [1, 2] },
    { name: `${text} 2`, values: [1, 2] },
  ];
  const blocks: Block[] = [
    { type: 'finding', text, tone: 'better' },
    { type: 'heading', text },
    { type: 'text', text },
    { type: 'facts', facts: [{ label: text, value: text }] },
    { type: 'table', columns: [{ title: text, align: 'left' }], rows: [[text]] },
    { ...chart, style: 'line', series },
    { ...chart, style: 'bar', series },
    { type: 'items', isOrdered: false, items: [{ title: text, detail: text, url: `https://desk.example/${text}` }] },
    { type: 'buttons', buttons: [{ label: text, command: 'csat' }] },
    { type: 'footer', lines: [text] },
  ];
  return { summary: text, blocks };
}

/** All that people are shown, a text each. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const platforms: Readonly<Record<string, (card: Card) => unknown>> = {
  Slack: renderSlack,
  Teams: cardMessage,
  'the terminal': (card) => renderTerminal(card, { width: 200, isColor: false }),
};

describe.each(Object.entries(platforms))('%s', (_, render) => {
  test.each(Object.entries(classes))('shows nothing of %s, and all of the words around it', (_, character) => {
    const shown = texts(render(cardWith(`Dana${character} Cohen`)));
    expect(shown.filter((text) => /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u.test(text))).toEqual([]);
    expect(shown.filter((text) => !text.isWellFormed())).toEqual([]);
    const between = character === '\uD83D' ? '\uFFFD' : '';
    expect(shown.join('\n').split(`Dana${between} Cohen`).length).toBeGreaterThan(12);
  });

  test.each(['דנה כהן', 'أحمد\u200F علي', 'A\u200E ב'])('shows %s as it is', (name) => {
    expect(
      texts(render(cardWith(name)))
        .join('\n')
        .split(name).length,
    ).toBeGreaterThan(12);
  });
});
