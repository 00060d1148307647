import type { Card } from '../chat.ts';
import { metrics } from '../metrics/index.ts';
import { defineCommand, type Command, type Output } from './command.ts';
import { explanation } from './explain.ts';
import { fold, wordOf } from './grammar/words.ts';
import { textOf, unresolved } from './grammar/outcome.ts';
import { longest } from './grammar/lexicon.ts';
import { listed, listOf } from './list.ts';
import type { CommandReading } from './reading.ts';

interface HelpReading extends CommandReading {
  /** A metric's id, a command's name or one of `topics`. */
  readonly topic?: string;
}

const topics = [...listed, 'filters'];

const examples = [
  'csat last-week',
  'frt by channel last quarter',
  'tickets team:billing mtd',
  'top last-week',
  'risk',
  'sla next 2h',
];

export const helpCommand = defineCommand<HelpReading>({
  name: 'help',
  usage: 'help [topic]',
  summary: 'This, or help on a metric, a command, periods, dimensions or filters',
  role: 'guest',
  words: ['help'],
  wordless: 'symbols',
  takes: 'topic',
  topics,
  readTopic(words, { vocabulary, lexicon }) {
    if (words.length === 0) return {};
    const key = fold(textOf(words));
    const named = [...topics, ...vocabulary.commands.map(({ name }) => name)].find((name) =>
      [fold(name), fold(name).replace(/s$/, '')].includes(key),
    );
    const metric = longest(lexicon.metrics, words, 0);
    const topic = named ?? (metric?.next === words.length ? metric.meaning : undefined);
    if (topic !== undefined) return { topic };
    return unresolved('not-understood', `There is no help on “${textOf(words)}”.`, {
      alternatives: () => [{ label: 'help', words: [wordOf('help')] }],
      unknown: words.map((_, index) => index + 1),
    });
  },
  toText: ({ topic = '' }) => ['help', topic],
  async run({ topic }, { commands }) {
    if (topic === undefined) return general(commands);
    const metric = metrics.find(({ id }) => id === topic);
    if (metric) return explanation(metric);
    if (topic === 'filters') return filters();
    const what = listed.find((name) => name === topic);
    return what === undefined ? about(topic, commands) : listOf(what);
  },
});

function usageOf({ name, usage, summary }: Command): Pick<Command, 'name' | 'usage' | 'summary'> {
  return { name, usage, summary };
}

function general(commands: readonly Command[]): Output {
  const usages = commands.map(usageOf);
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

function about(topic: string, commands: readonly Command[]): Output {
  const command = commands.find(({ name }) => name === topic);
  if (!command) return general(commands);
  const { usage, summary } = command;
  return {
    card: {
      summary: `${usage}: ${summary}`,
      blocks: [{ type: 'items', isOrdered: false, items: [{ title: usage, detail: summary }] }],
    },
    data: { command: 'help', topic, usages: [usageOf(command)] },
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
