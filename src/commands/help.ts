import type { Card } from '../chat.ts';
import { metrics } from '../metrics/index.ts';
import type { Command, Output } from './command.ts';
import { explanation } from './explain.ts';
import { listOf } from './list.ts';
import { usages } from './usages.ts';

const examples = [
  'csat last-week',
  'frt by channel last quarter',
  'tickets team:billing mtd',
  'top last-week',
  'risk',
  'sla next 2h',
];

export const helpCommand: Command<'help'> = {
  name: 'help',
  async run({ topic }) {
    if (topic === undefined) return general();
    const metric = metrics.find(({ id }) => id === topic);
    if (metric) return explanation(metric);
    if (topic === 'metrics' || topic === 'periods' || topic === 'dimensions') return listOf(topic);
    return topic === 'filters' ? filters() : about(topic);
  },
};

function general(): Output {
  const card: Card = {
    summary: 'How to ask Deskpulse',
    blocks: [
      { type: 'finding', text: 'Ask for a figure, a period, and what to split it by, in any order', tone: 'plain' },
      {
        type: 'items',
        isOrdered: false,
        items: usages.map(({ usage, summary }) => ({ title: usage, detail: summary })),
      },
      { type: 'buttons', buttons: examples.map((command) => ({ label: command, command })) },
      { type: 'footer', lines: ['Answers are for you alone unless you add “public” or press Share.'] },
    ],
  };
  return { card, data: { command: 'help', usages, examples } };
}

function about(topic: string): Output {
  const found = usages.find(({ name }) => name === topic || name.startsWith(`${topic}-`));
  if (!found) return general();
  const { usage, summary } = found;
  return {
    card: {
      summary: `${usage}: ${summary}`,
      blocks: [{ type: 'items', isOrdered: false, items: [{ title: usage, detail: summary }] }],
    },
    data: { command: 'help', topic, usages: [found] },
  };
}

const filterHelp = [
  { title: 'channel:email', detail: 'only that value; quote what has spaces: team:"tier 2"' },
  { title: 'priority:urgent,high', detail: 'any of several values; several filters must all hold' },
  { title: '!tag:spam', detail: 'everything but that value, the unknown included' },
  { title: 'agent:@ana', detail: 'one agent, where you may see them; agent:@me for yourself' },
  { title: 'desk:emea', detail: 'one connected helpdesk' },
  { title: 'tz:America/New_York', detail: 'the zone that decides when days begin' },
  { title: 'hours:business', detail: 'durations in opening hours only' },
];

function filters(): Output {
  return {
    card: { summary: 'Filters', blocks: [{ type: 'items', isOrdered: false, items: filterHelp }] },
    data: { command: 'help', topic: 'filters', filters: filterHelp },
  };
}
