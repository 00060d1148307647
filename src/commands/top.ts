import type { Period } from '../calendar/period.ts';
import type { Block } from '../chat.ts';
import { ask, type BreakdownRow } from '../metrics/answer/ask.ts';
import { formatKey } from '../metrics/query/dimensions.ts';
import { formatValue } from '../metrics/present/format.ts';
import { isCount } from '../metrics/metric.ts';
import { topFinding, topItems } from '../metrics/present/top.ts';
import { topPerformers } from '../metrics/rankings/top/index.ts';
import { authorise, fallback, type Authorised } from './authorise.ts';
import { listCard } from './card.ts';
import { defineCommand, type CommandContext, type Output } from './command.ts';
import { periodJson } from './json.ts';
import { findMetric } from './metric.ts';
import type { CommandReading, Filter } from './reading.ts';
import { argumentsToText } from './to-text.ts';

const defaultLimit = 5;

interface TopReading extends CommandReading {
  readonly period: Period;
  readonly isPeriodGiven: boolean;
  readonly filters: readonly Filter[];
  readonly limit?: number | undefined;
}

export const topCommand = defineCommand<TopReading>({
  name: 'top',
  usage: 'top [period] [filters]',
  summary: 'Top performers by FCR, own CSAT, solved tickets and handle time',
  role: 'guest',
  words: ['top', 'top performers', 'top agents', 'best agents', 'leaderboard'],
  takes: ['period', 'filter', 'audience', 'limit'],
  matches: ({ metric, limit }) => limit !== undefined && metric === undefined,
  read: ({ period, isPeriodGiven, filters, limit }) => ({ period, isPeriodGiven, filters, limit }),
  toText: ({ limit, ...rest }) => [limit === undefined ? 'top' : `top ${limit}`, ...argumentsToText(rest)],
  async run(reading, context) {
    const shown = { reading, ...(await authorise(context, reading)) };
    return shown.scope.agents === 'none' ? await byTeam(shown, context) : await byAgent(shown, context);
  },
});

type Shown = Authorised & { readonly reading: TopReading };

async function byAgent(shown: Shown, context: CommandContext): Promise<Output> {
  const { reading, scope, filters } = shown;
  const { period, limit = defaultLimit } = reading;
  const top = await topPerformers(context, { scope, period, filters, limit });
  const notes = scope.agents === 'all' ? shown.notes : [...shown.notes, 'Only the agents you may see are shown.'];
  const card = await listCard(context, {
    ...shown,
    finding: topFinding(top, whenOf(period)),
    blocks: [topItems(top)],
    notes,
  });
  return { card, data: { command: 'top', period: periodJson(period), ...top, notes } };
}

/** The same criteria for teams, for those who may not see agents. */
async function byTeam(shown: Shown, context: CommandContext): Promise<Output> {
  const { reading, scope, filters } = shown;
  const { period } = reading;
  const notes = [...shown.notes, fallback];
  const metrics = ['solved', 'fcr', 'csat'].map(findMetric);
  const answers = await Promise.all(
    metrics.map((metric) => ask(context, { metric, period, by: ['team'], filters, scope, now: context.now })),
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
  const card = await listCard(context, { ...shown, finding: `Teams ${whenOf(period)}`, blocks, notes });
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
