import type { Button as SlackButton, RichTextSection } from '@slack/types';

import type { Block, Card, Tone } from '../../../chat.ts';
import { cleanText } from '../../../text/clean.ts';
import type { SlackBlock, SlackMessage } from './block.ts';
import { fitParts, takeWithin } from './budget.ts';
import { drawChart } from './chart.ts';
import { drawTable } from './table.ts';
import { fitText, plainText, richSection, richText } from './text.ts';

const symbols: Readonly<Record<Tone, string>> = { better: '✅ ', worse: '⚠️ ', same: '➖ ', plain: '' };
const textLength = 3_000;
const cutMark = ' … (cut: too long for Slack)';
const lineLength = 600;
/** Characters of JSON one list may take, so that several fit into a message. */
const listLength = 5_000;
const mostCharts = 2;
const mostButtons = 25;

/** What a message may hold only so many of. */
interface Used {
  charts: number;
  buttons: number;
}

/**
 * A card as Block Kit, within Slack's limits: what does not fit is cut, and a line says so. All text of the card is
 * escaped and shown literally; nothing in it links, formats or pings.
 */
export function renderSlack(card: Card): SlackMessage {
  const used: Used = { charts: 0, buttons: 0 };
  const parts = card.blocks
    .map((block) => ({
      blocks: renderBlock(block, used),
      isEssential: block.type === 'buttons' || block.type === 'footer',
    }))
    .filter((part) => part.blocks.length > 0);
  const text = fitText(card.summary, textLength) || 'Deskpulse';
  return { text, blocks: parts.length === 0 ? paragraph(richText(text)) : fitParts(parts) };
}

/** The message as a workspace takes it that does not know native charts; their text stays. */
export function withoutCharts(message: SlackMessage): SlackMessage {
  return { ...message, blocks: message.blocks.filter((block) => block.type !== 'data_visualization') };
}

function renderBlock(block: Block, used: Used): SlackBlock[] {
  switch (block.type) {
    case 'finding':
      return renderFinding(block.text, block.tone);
    case 'heading': {
      const text = fitText(block.text, 150);
      return text === '' ? [] : [{ type: 'header', text: plainText(text) }];
    }
    case 'text': {
      const text = fitText(block.text, textLength, cutMark);
      return text === '' ? [] : paragraph(richText(text));
    }
    case 'facts':
      return renderFacts(block.facts);
    case 'table':
      return drawTable(block);
    case 'chart':
      return renderChart(block, used);
    case 'items':
      return renderItems(block);
    case 'buttons':
      return renderButtons(block.buttons, used);
    case 'footer':
      return smallPrint(block.lines.join('\n'));
  }
}

function renderFinding(finding: string, tone: Tone): SlackBlock[] {
  const text = fitText(finding, textLength, cutMark);
  if (text === '') return [];
  const bold = richText(text, { bold: true });
  return symbols[tone] === '' ? paragraph(bold) : paragraph(richText(symbols[tone]), bold);
}

function renderFacts(facts: Extract<Block, { type: 'facts' }>['facts']): SlackBlock[] {
  const lines = facts.map(({ label, value }) => [
    richText(`${fitText(label, lineLength) || '–'}: `, { bold: true }),
    richText(`${fitText(value, lineLength) || '–'}\n`),
  ]);
  const kept = takeWithin(lines, listLength);
  if (lines.length === 0) return [];
  return paragraph(...kept.flat(), ...leftOut(facts.length - kept.length));
}

function renderItems({ items, isOrdered }: Extract<Block, { type: 'items' }>): SlackBlock[] {
  const lines = takeWithin(items.map(renderItem), listLength);
  const rest = leftOut(items.length - lines.length);
  if (items.length === 0) return [];
  return [
    {
      type: 'rich_text',
      elements: [
        ...(lines.length > 0
          ? [
              {
                type: 'rich_text_list' as const,
                style: isOrdered ? ('ordered' as const) : ('bullet' as const),
                elements: lines,
              },
            ]
          : []),
        ...(rest.length > 0 ? [richSection(...rest)] : []),
      ],
    },
  ];
}

function renderItem(item: Extract<Block, { type: 'items' }>['items'][number]): RichTextSection {
  const title = fitText(item.title, lineLength) || '–';
  const detail = fitText(item.detail, lineLength);
  const url = webAddress(item.url);
  return richSection(
    url === undefined ? richText(title, { bold: true }) : { type: 'link', url, text: title, style: { bold: true } },
    ...(detail === '' ? [] : [richText(` — ${detail}`)]),
  );
}

function renderChart(chart: Extract<Block, { type: 'chart' }>, used: Used): SlackBlock[] {
  const { block, notes } = drawChart(chart);
  const isDrawn = block !== undefined && used.charts < mostCharts;
  if (isDrawn) used.charts += 1;
  // A drawing never stands alone: where it cannot be shown, the words are all there is.
  const words = [chart.alt, chart.title].find((text) => cleanText(text).trim() !== '') ?? (isDrawn ? 'Chart' : '');
  return [...(isDrawn ? [block] : []), ...smallPrint([words, ...(isDrawn ? notes : [])].join(' '))];
}

function renderButtons(buttons: Extract<Block, { type: 'buttons' }>['buttons'], used: Used): SlackBlock[] {
  // A command cannot be cut without asking for something else, so its button goes.
  const pressable = buttons
    .map(({ label, command }) => ({ label: fitText(label, 75), command }))
    .filter(({ label, command }) => label !== '' && command !== '' && command.length <= 2_000);
  const elements = takeWithin(
    pressable.slice(0, mostButtons).map(({ label, command }): SlackButton => {
      used.buttons += 1;
      return { type: 'button', action_id: `kpi:${used.buttons}`, text: plainText(label), value: command };
    }),
    listLength,
  );
  const missing = buttons.length - elements.length;
  return [
    ...(elements.length > 0 ? [{ type: 'actions' as const, elements }] : []),
    ...(missing > 0 ? smallPrint(`… buttons left out: ${missing}`) : []),
  ];
}

function smallPrint(lines: string): SlackBlock[] {
  const text = fitText(lines, 2_000, cutMark);
  return text === '' ? [] : [{ type: 'context', elements: [plainText(text)] }];
}

function paragraph(...elements: RichTextSection['elements']): SlackBlock[] {
  return [{ type: 'rich_text', elements: [richSection(...elements)] }];
}

function leftOut(count: number): RichTextSection['elements'] {
  return count > 0 ? [richText(`… ${count} more`)] : [];
}

/** Only addresses of the web become links: a desk's data could hold any scheme. */
function webAddress(url: string | undefined): string | undefined {
  const address = url === undefined ? null : URL.parse(url);
  if (address === null || !['http:', 'https:'].includes(address.protocol) || address.href.length > 3_000)
    return undefined;
  return address.href;
}
