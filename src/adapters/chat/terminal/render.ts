import { styleText } from 'node:util';
import type { Block, Card, Tone } from '../../../chat.ts';
import { cleanLine } from '../../../text/clean.ts';
import { layTable } from '../../../text/table.ts';
import { cutToWidth, padAlike } from '../../../text/width.ts';
import { drawChart } from './draw-chart.ts';
import { wrap } from './wrap.ts';

interface Terminal {
  /** Columns to fill; only an address or a single long word goes beyond. */
  readonly width: number;
  readonly isColor: boolean;
}

const widestLabel = 30;

type Style = Parameters<typeof styleText>[0];

const tones: Readonly<Record<Tone, Style>> = {
  better: ['bold', 'green'],
  worse: ['bold', 'red'],
  same: 'bold',
  plain: 'bold',
};

/**
 * A card as text for a terminal, the blocks apart by an empty line, without a line break at the end. Nothing in it but the
 * renderer's own colours can drive the terminal.
 */
export function renderTerminal(card: Card, terminal: Terminal): string {
  const parts = card.blocks.map((block) => drawBlock(block, terminal)).filter((lines) => lines.length > 0);
  const lines = parts.length > 0 ? parts : [wrap(card.summary, terminal.width)];
  return lines.map((part) => part.join('\n')).join('\n\n');
}

function drawBlock(block: Block, { width, isColor }: Terminal): string[] {
  const inStyle = (style: Style, lines: readonly string[]) =>
    lines.map((line) => (isColor && line !== '' ? styleText(style, line, { validateStream: false }) : line));
  switch (block.type) {
    case 'finding':
      return inStyle(tones[block.tone], wrap(block.text, width));
    case 'heading':
      return inStyle('underline', wrap(block.text, width));
    case 'text':
      return wrap(block.text, width);
    case 'facts':
      return drawFacts(block.facts, width);
    case 'table':
      return layTable(block, { line: width });
    case 'chart':
      return [
        ...inStyle('bold', wrap(block.title, width)),
        ...drawChart(block, width),
        ...inStyle('dim', wrap(block.alt, width)),
      ];
    case 'items':
      return block.items.flatMap((item, index) =>
        drawItem(item, { mark: block.isOrdered ? `${index + 1}. ` : '• ', width }),
      );
    case 'buttons':
      return block.buttons.flatMap(({ label, command }) =>
        wrap(`› ${cleanLine(label)}: kpi ${quoted(cleanLine(command))}`, width),
      );
    case 'footer':
      return inStyle(
        'dim',
        block.lines.flatMap((line) => wrap(line, width)),
      );
  }
}

function drawFacts(facts: Extract<Block, { type: 'facts' }>['facts'], width: number): string[] {
  const labels = padAlike(
    facts.map(({ label }) => cleanLine(label)),
    widestLabel,
  );
  return facts.map(({ value }, index) => cutToWidth(`${labels[index]}  ${cleanLine(value)}`.trimEnd(), width));
}

function drawItem(
  { title, detail, url }: Extract<Block, { type: 'items' }>['items'][number],
  { mark, width }: { mark: string; width: number },
): string[] {
  const text = [title, detail]
    .map(cleanLine)
    .filter((part) => part !== '')
    .join(' — ');
  const lines = [...wrap(text, width - mark.length), ...(url === undefined ? [] : [cleanLine(url)])];
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
}

/** As one argument for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
