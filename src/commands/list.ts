import { dimensions } from '../metrics/query/dimensions.ts';
import { metrics } from '../metrics/index.ts';
import { defineCommand, type Output } from './command.ts';
import { textOf, unresolved } from './grammar/outcome.ts';
import { keyAt, wordOf } from './grammar/words.ts';
import type { CommandReading } from './reading.ts';

export const listed = ['metrics', 'periods', 'dimensions'] as const;
export type Listed = (typeof listed)[number];

interface ListReading extends CommandReading {
  readonly what: Listed;
}

export const listCommand = defineCommand<ListReading>({
  name: 'list',
  usage: `list ${listed.join('|')}`,
  summary: 'What can be asked for',
  role: 'guest',
  words: ['list'],
  takes: 'topic',
  topics: listed,
  readTopic(topic) {
    const what = listed.find((name) => topic.length === 1 && `${keyAt(topic, 0)}s`.startsWith(name));
    if (what !== undefined) return { what };
    const alternatives = () => listed.map((name) => ({ label: name, words: [wordOf('list'), wordOf(name)] }));
    if (topic.length === 0) return unresolved('ask', 'What shall I list?', { alternatives });
    return unresolved('not-understood', `I can list ${listed.join(', ')}, but not “${textOf(topic)}”.`, {
      alternatives,
      unknown: topic.map((_, index) => index + 1),
    });
  },
  toText: ({ what }) => ['list', what],
  run: async ({ what }) => listOf(what),
});

const periods = [
  { title: 'today, yesterday, monday … sunday', detail: 'a weekday is the latest one past' },
  { title: 'this or last week, month, quarter, year', detail: 'also last-week, lastweek' },
  { title: 'mtd, qtd, ytd', detail: 'month, quarter, year to date' },
  {
    title: 'w46, q3, oct, 2026, 2026-10, 2026-w46, 2026-q3, 2026-10-25',
    detail: 'named weeks, quarters, months, years, days',
  },
  { title: 'last 7 days', detail: 'full days ending yesterday' },
  { title: 'past 24h, past 7d', detail: 'rolling, up to now' },
  { title: 'on <date>, since <day>, between 1 and 15 nov, 2026-01-01..2026-01-31', detail: 'both ends included' },
  { title: 'vs last year, vs <period>', detail: 'compare with another period than the one before' },
];

/** Everything of a kind that can be asked for. */
export function listOf(what: Listed): Output {
  const items = itemsOf(what);
  return {
    card: { summary: `What can be asked for: ${what}`, blocks: [{ type: 'items', isOrdered: false, items }] },
    data: { command: 'list', what, items: items.map(({ title, detail }) => ({ name: title, detail })) },
  };
}

function itemsOf(what: Listed): { title: string; detail: string }[] {
  switch (what) {
    case 'metrics':
      return metrics.map(({ id, title, description }) => ({ title: id, detail: `${title}. ${description}` }));
    case 'periods':
      return periods;
    case 'dimensions':
      return dimensions.map(({ name, aliases }) => ({ title: name, detail: `also ${aliases.join(', ')}` }));
  }
}
