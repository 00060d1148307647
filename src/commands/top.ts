import { formatSpan } from '../calendar/format.ts';
import type { Card } from '../chat.ts';
import { ask } from '../metrics/ask.ts';
import { chooseDesks, sampleNotes } from '../metrics/desks.ts';
import { formatKey } from '../metrics/format-key.ts';
import { formatValue } from '../metrics/format.ts';
import { topFinding, topItems } from '../metrics/present/top.ts';
import type { Filter } from '../metrics/question.ts';
import type { Scope } from '../metrics/scope.ts';
import { topPerformers } from '../metrics/top-performers.ts';
import { toIso } from '../calendar/zone.ts';
import { authorise, fallback } from './authorise.ts';
import { listCard } from './card.ts';
import type { Call, Command, Output } from './command.ts';
import { correctionNotes, findMetric } from './metric.ts';
import { toText } from './to-text.ts';
import type { Top } from './reading.ts';

const usual = 5;

export const topCommand: Command<'top'> = {
  name: 'top',
  async run(reading, call) {
    const chosen = await chooseDesks(call.tools.store, reading.filters);
    const { scope, filters } = await authorise(call, { desks: chosen.names, reading });
    const notes = [...correctionNotes(reading.corrections), ...sampleNotes(chosen)];
    if (scope.agents === 'none') return await byTeam(reading, call, { scope, filters, notes: [...notes, fallback] });
    return await byAgent(reading, call, { scope, filters, notes });
  },
};

interface Seen {
  readonly scope: Scope;
  readonly filters: readonly Filter[];
  readonly notes: readonly string[];
}

async function byAgent(reading: Top, call: Call, { scope, filters, notes }: Seen): Promise<Output> {
  const { period } = reading;
  const top = await topPerformers(call.tools.store, { scope, period, filters, limit: reading.limit ?? usual });
  const said = scope.agents === 'all' ? notes : [...notes, 'Only the agents you may see are shown.'];
  const text = topFinding(top, whenOf(reading));
  const card = await finish(reading, call, { scope, filters, text, notes: said, blocks: [topItems(top)] });
  return { card, data: { command: 'top', ...periodOf(reading), ...top, notes: said } };
}

/** The same criteria for teams, for those who may not see agents. */
async function byTeam(reading: Top, call: Call, { scope, filters, notes }: Seen): Promise<Output> {
  const metrics = ['solved', 'fcr', 'csat'].map(findMetric);
  const answers = await Promise.all(
    metrics.map((metric) =>
      ask(call.tools.store, { metric, period: reading.period, by: ['team'], filters, scope, now: call.now }),
    ),
  );
  const teams = [...new Set(answers.flatMap(({ breakdown }) => breakdown.map(({ key }) => key['team'] ?? null)))];
  const rows = teams.map((team) => [
    formatKey('team', team),
    ...answers.map(({ breakdown, question }) => {
      const row = breakdown.find(({ key }) => (key['team'] ?? null) === team);
      return formatValue(question.metric.unit, row?.value ?? (question.metric.measure.kind === 'count' ? 0 : null));
    }),
  ]);
  const columns = [
    { title: 'Team', align: 'left' as const },
    ...metrics.map(({ title }) => ({ title, align: 'right' as const })),
  ];
  const blocks: Card['blocks'] = rows.length > 0 ? [{ type: 'table', columns, rows }] : [];
  const card = await finish(reading, call, { scope, filters, text: `Teams ${whenOf(reading)}`, notes, blocks });
  const data = teams.map((team) => ({
    team,
    ...Object.fromEntries(
      answers.map(({ breakdown, question }) => {
        const row = breakdown.find(({ key }) => (key['team'] ?? null) === team);
        return [question.metric.id, { value: row?.value ?? null, n: row?.n ?? 0 }];
      }),
    ),
  }));
  return { card, data: { command: 'top', ...periodOf(reading), teams: data, notes } };
}

async function finish(
  reading: Top,
  call: Call,
  { scope, filters, text, notes, blocks }: Seen & { readonly text: string; readonly blocks: Card['blocks'] },
): Promise<Card> {
  return await listCard(call, {
    finding: text,
    blocks,
    notes,
    share: toText({ ...reading, audience: 'public' }),
    when: `${formatSpan(reading.period)}, ${reading.period.timezone}`,
    filters,
    desks: scope.desks,
  });
}

function whenOf({ period }: Top): string {
  return period.isRunning ? `${period.label} so far` : period.label;
}

function periodOf({ period }: Top) {
  const { label, timezone } = period;
  return { period: { label, from: toIso(period.from, timezone), to: toIso(period.to, timezone), timezone } };
}
