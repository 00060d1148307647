import type { Period } from '../calendar/period.ts';
import type { Block } from '../chat.ts';
import { ask } from '../metrics/answer/ask.ts';
import type { BreakdownRow } from '../metrics/answer/breakdown.ts';
import { contextOf } from '../metrics/answer/context.ts';
import { formatKey } from '../metrics/answer/format-key.ts';
import { formatValue } from '../metrics/present/format.ts';
import { isCount } from '../metrics/metric.ts';
import { topFinding, topItems } from '../metrics/present/top.ts';
import { topPerformers } from '../metrics/rankings/top/index.ts';
import { fallback } from './authorise.ts';
import { listCard } from './card.ts';
import type { Call, Command, Output } from './command.ts';
import { periodJson } from './json.ts';
import { findMetric } from './metric.ts';
import type { Top } from './reading.ts';
import { seenBy, type Seen } from './seen.ts';

const usual = 5;

export const topCommand: Command<'top'> = {
  name: 'top',
  async run(reading, call) {
    const seen = { reading, ...(await seenBy(call, reading)) };
    return seen.scope.agents === 'none' ? await byTeam(call, seen) : await byAgent(call, seen);
  },
};

type SeenTop = Seen & { readonly reading: Top };

async function byAgent(call: Call, seen: SeenTop): Promise<Output> {
  const { reading, scope, filters } = seen;
  const { period, limit = usual } = reading;
  const top = await topPerformers(contextOf(call.tools.store), { scope, period, filters, limit });
  const notes = scope.agents === 'all' ? seen.notes : [...seen.notes, 'Only the agents you may see are shown.'];
  const card = await listCard(call, {
    ...seen,
    finding: topFinding(top, whenOf(period)),
    blocks: [topItems(top)],
    notes,
  });
  return { card, data: { command: 'top', period: periodJson(period), ...top, notes } };
}

/** The same criteria for teams, for those who may not see agents. */
async function byTeam(call: Call, seen: SeenTop): Promise<Output> {
  const { reading, scope, filters } = seen;
  const { period } = reading;
  const notes = [...seen.notes, fallback];
  const metrics = ['solved', 'fcr', 'csat'].map(findMetric);
  const context = contextOf(call.tools.store);
  const answers = await Promise.all(
    metrics.map((metric) => ask(context, { metric, period, by: ['team'], filters, scope, now: call.now })),
  );
  const names = new Set(answers.flatMap(({ breakdown }) => breakdown.map(teamOf)));
  const teams = [...names].map((team) => ({
    team,
    figures: answers.map(({ breakdown, question }) => ({
      metric: question.metric,
      row: breakdown.find((row) => teamOf(row) === team),
    })),
  }));
  const table: Block = {
    type: 'table',
    columns: [{ title: 'Team', align: 'left' }, ...metrics.map(({ title }) => ({ title, align: 'right' as const }))],
    rows: teams.map(({ team, figures }) => [
      formatKey('team', team),
      ...figures.map(({ metric, row }) => formatValue(metric.unit, row?.value ?? (isCount(metric.measure) ? 0 : null))),
    ]),
  };
  const blocks = teams.length > 0 ? [table] : [];
  const card = await listCard(call, { ...seen, finding: `Teams ${whenOf(period)}`, blocks, notes });
  const data = teams.map(({ team, figures }) => ({
    team,
    ...Object.fromEntries(figures.map(({ metric, row }) => [metric.id, { value: row?.value ?? null, n: row?.n ?? 0 }])),
  }));
  return { card, data: { command: 'top', period: periodJson(period), teams: data, notes } };
}

function teamOf({ key }: BreakdownRow): string | number | null {
  return key['team'] ?? null;
}

function whenOf({ isRunning, label }: Period): string {
  return isRunning ? `${label} so far` : label;
}
