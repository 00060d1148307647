import type { Block, Button, Tone } from '../../../chat.ts';
import type { ActionSet, Element, RichTextBlock, TextRun } from './adaptive-card.ts';
import { drawChart } from './draw-chart.ts';
import { drawTable, leftOut } from './draw-table.ts';
import { within, type Limits } from './limits.ts';
import { cut, textBlock, textRun } from './plain-text.ts';

type Item = Extract<Block, { type: 'items' }>['items'][number];

const colours: Readonly<Record<Tone, Pick<TextRun, 'color'>>> = {
  better: { color: 'Good' },
  worse: { color: 'Attention' },
  same: {},
  plain: {},
};

const mostButtons = 6;
const labelLength = 60;

/** A block as elements of a card; none where there is nothing in it to show. */
export function drawBlock(block: Block, limits: Limits): readonly Element[] {
  switch (block.type) {
    case 'finding':
      return drawText(block.text, limits, { weight: 'Bolder', size: 'Medium', ...colours[block.tone] });
    case 'heading':
      return drawText(block.text, limits, { weight: 'Bolder' });
    case 'text':
      return drawText(block.text, limits, {});
    case 'facts':
      return drawTable(
        {
          columns: [
            { title: '', align: 'left' },
            { title: '', align: 'left' },
          ],
          rows: block.facts.map(({ label, value }) => [label, value]),
          hasHeader: false,
        },
        limits,
      );
    case 'table':
      return drawTable({ ...block, hasHeader: true }, limits);
    case 'chart':
      return drawChart(block, limits);
    case 'items':
      return drawItems(block, limits);
    case 'buttons':
      return drawButtons(block.buttons);
    case 'footer':
      return drawText(block.lines.join('\n'), limits, { size: 'Small', isSubtle: true });
  }
}

/** One element a line: clients differ in what they make of a line break inside one. */
function drawText(text: string, { letters }: Limits, look: Omit<TextRun, 'type' | 'text'>): readonly Element[] {
  const lines = cut(text, letters)
    .split('\n')
    .filter((words) => words.trim() !== '');
  return lines.map((words, index) => ({ ...textBlock(words, look), ...(index > 0 && { spacing: 'None' as const }) }));
}

function drawItems(
  { items, isOrdered }: { items: readonly Item[]; isOrdered: boolean },
  limits: Limits,
): readonly Element[] {
  const { shown, left } = within(items, limits);
  const drawn = shown.map((item, index) => drawItem(item, { mark: isOrdered ? `${index + 1}. ` : '• ', limits }));
  return left === 0 ? drawn : [...drawn, leftOut(left, 'items')];
}

function drawItem({ title, detail, url }: Item, { mark, limits }: { mark: string; limits: Limits }): RichTextBlock {
  const link = url !== undefined && /^https?:\/\//i.test(url) ? URL.parse(url)?.href : undefined;
  const inlines = [
    textRun(mark),
    textRun(cut(title, limits.letters), {
      weight: 'Bolder',
      ...(link !== undefined && { selectAction: { type: 'Action.OpenUrl', url: link } }),
    }),
    ...(detail === '' ? [] : [textRun(` — ${cut(detail, limits.letters)}`)]),
  ];
  return { type: 'RichTextBlock', spacing: 'Small', inlines };
}

function drawButtons(buttons: readonly Button[]): readonly ActionSet[] {
  if (buttons.length === 0) return [];
  const actions = buttons
    .slice(0, mostButtons)
    .map(
      ({ label, command }) =>
        ({ type: 'Action.Submit', title: cut(label, labelLength), data: { kpi: command } }) as const,
    );
  return [{ type: 'ActionSet', actions }];
}
