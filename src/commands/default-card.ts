import { periodAgo } from '../calendar/period.ts';
import type { Block } from '../chat.ts';
import { finding, toneOf } from '../metrics/present/format.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import { defineCommand } from './command.ts';
import { toJson } from './json.ts';
import { answerTo } from './metric.ts';

/** What the fourth article calls the most important ones; retention needs customers, the backlog only tickets. */
const shown = ['csat', 'frt', 'resolution-time', 'backlog'];

export const defaultCardCommand = defineCommand({
  name: 'default-card',
  usage: '(nothing)',
  summary: 'CSAT, first reply time, resolution time and backlog, today so far',
  role: 'guest',
  words: [],
  wordless: 'nothing',
  takes: [],
  read: () => ({}),
  toText: () => [],
  async run(reading, context) {
    const { now, timezone, tools } = context;
    const clock = { now, timezone, weekStart: tools.weekStart };
    const period = periodAgo({ unit: 'day', ago: 0, label: 'today' }, clock);
    const asked = { ...reading, period, isPeriodGiven: false, filters: [], by: [] };
    const answers = await Promise.all(shown.map((metric) => answerTo({ ...asked, metric }, context)));
    const lines = answers.map(({ answer }): Block => ({
      type: 'finding',
      text: finding(answer),
      tone: answer.isConnected ? toneOf(answer.question.metric, answer) : 'plain',
    }));
    const notes = [...new Set(answers.flatMap((answered) => answered.notes))].filter((note) =>
      note.startsWith('Incomplete'),
    );
    const desks = answers[0]?.answer.desks ?? [];
    return {
      card: {
        summary: finding(answers[0]?.answer ?? raise()),
        blocks: [
          ...lines,
          ...notes.map((text) => ({ type: 'text' as const, text })),
          {
            type: 'buttons',
            buttons: [
              { label: 'CSAT last week', command: 'csat last-week' },
              { label: 'Top performers', command: 'top last-week' },
              { label: 'At risk', command: 'risk' },
              { label: 'Help', command: 'help' },
            ],
          },
          {
            type: 'footer',
            lines: [`Today so far, ${timezone}`, desks.map((desk) => dataAge(desk, now)).join(' · ')].filter(Boolean),
          },
        ],
      },
      data: {
        command: 'default-card',
        answers: answers.map(({ answer, notes }) =>
          toJson(answer, { filters: [], goal: tools.goals[answer.question.metric.id], notes }),
        ),
      },
    };
  },
});

function raise(): never {
  throw new TypeError('the default card shows nothing');
}
