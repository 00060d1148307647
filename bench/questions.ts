import { periodAgo, type Period } from '../src/calendar/period.ts';
import type { DayUnit } from '../src/calendar/wall.ts';
import { ask } from '../src/metrics/answer/ask.ts';
import { contextOf } from '../src/metrics/answer/context.ts';
import { churnRisk } from '../src/metrics/rankings/risk/index.ts';
import { readHistories } from '../src/metrics/rankings/risk/history.ts';
import { metrics } from '../src/metrics/index.ts';
import type { Question } from '../src/metrics/answer/question.ts';
import type { Scope } from '../src/metrics/scope.ts';
import { topPerformers } from '../src/metrics/rankings/top/index.ts';
import type { Reader } from '../src/store/store.ts';
import { now } from './desk.ts';
import { figuresOfAnswer, type Figures } from './figures.ts';
import { backlogSql, performersSql, risksSql, scanSql } from './hand-sql.ts';

/** One question, as Deskpulse answers it and as statements written by hand do. */
export interface Asked {
  /** As it is typed. */
  readonly name: string;
  answer(store: Reader): Promise<unknown>;
  figures(store: Reader): Promise<Figures>;
  readonly byHand: readonly string[];
}

export const deskName = 'bench';
const scope: Scope = { desks: [deskName], agents: 'all' };
const clock = { now, timezone: 'UTC', weekStart: 'monday' } as const;

function last(unit: DayUnit): Period {
  return periodAgo({ unit, ago: 1 }, clock);
}
const [week, month, quarter, year] = [last('week'), last('month'), last('quarter'), last('year')];
const today = periodAgo({ unit: 'day', ago: 0 }, clock);

const csat = {
  metric: 'csat',
  from: 'surveys',
  at: 'answered_at',
  where: `kind = 'csat'`,
  row: 'score >= 4',
  value: '100.0 * count(*) FILTER (WHERE v) / count(*)',
};
const frt = {
  metric: 'frt',
  from: 'tickets',
  at: 'first_reply_at',
  row: 'CAST(first_reply_at - created_at AS DOUBLE PRECISION)',
  value: 'avg(v)',
  hasSpread: true,
};
const resolutionTime = {
  metric: 'resolution-time',
  from: 'tickets',
  at: 'solved_at',
  row: 'CAST(solved_at - created_at AS DOUBLE PRECISION)',
  value: 'avg(v)',
  hasSpread: true,
};
const sla = {
  metric: 'sla',
  from: 'sla_clocks JOIN tickets ON tickets.id = sla_clocks.ticket',
  at: 'CASE WHEN stopped_at <= target_at THEN stopped_at ELSE target_at END',
  row: 'coalesce(stopped_at <= target_at, FALSE)',
  value: '100.0 * count(*) FILTER (WHERE v) / count(*)',
};
const fcr = {
  metric: 'fcr',
  from: `tickets LEFT JOIN (
      SELECT ticket, count(*) AS answered FROM calls WHERE is_answered AND ticket IS NOT NULL GROUP BY ticket
    ) calls ON calls.ticket = tickets.id`,
  at: 'solved_at',
  where: 'agent_replies + coalesce(answered, 0) >= 1',
  row: 'agent_replies + coalesce(answered, 0) = 1 AND reopens = 0 AND escalated_at IS NULL',
  value: '100.0 * count(*) FILTER (WHERE v) / count(*)',
};

export const questions: readonly Asked[] = [
  metricAsked('csat last-week', [questionOf('csat', week)], [scanSql(csat, week)]),
  metricAsked(
    'frt last-week by agent',
    [questionOf('frt', week, { by: ['agent'] })],
    [scanSql({ ...frt, by: 'first_reply_by', shownBy: `replace(g, 'agent-', 'Agent ')` }, week)],
  ),
  metricAsked(
    'resolution-time p90 last-year by team',
    [questionOf('resolution-time', year, { by: ['team'], statistic: 'p90' })],
    [scanSql({ ...resolutionTime, value: 'percentile_cont(0.9) WITHIN GROUP (ORDER BY v)', by: 'team' }, year)],
  ),
  metricAsked('backlog last-quarter', [questionOf('backlog', quarter)], [backlogSql(quarter)]),
  metricAsked(
    'sla last-year by priority',
    [questionOf('sla', year, { by: ['priority'] })],
    [scanSql({ ...sla, by: 'priority' }, year)],
  ),
  metricAsked(
    'tickets last-year by channel',
    [questionOf('tickets', year, { by: ['channel'] })],
    [scanSql({ metric: 'tickets', from: 'tickets', at: 'created_at', value: 'count(*)', by: 'channel' }, year)],
  ),
  metricAsked(
    'fcr last-year by team',
    [questionOf('fcr', year, { by: ['team'] })],
    [scanSql({ ...fcr, by: 'team' }, year)],
  ),
  {
    name: 'top last-month',
    answer: performers,
    figures: performerFigures,
    byHand: [performersSql(month)],
  },
  {
    name: 'risk',
    answer: (store) => churnRisk(contextOf(store), { scope, now, limit: 10 }),
    figures: riskFigures,
    byHand: [risksSql()],
  },
  metricAsked(
    'the default card',
    ['csat', 'frt', 'resolution-time', 'backlog'].map((metric) => questionOf(metric, today)),
    [scanSql(csat, today), scanSql(frt, today), scanSql(resolutionTime, today), backlogSql(today)],
  ),
];

function metricAsked(name: string, asked: readonly Question[], byHand: readonly string[]): Asked {
  const answer = (store: Reader) => {
    const context = contextOf(store);
    return Promise.all(asked.map((question) => ask(context, question)));
  };
  return {
    name,
    answer,
    figures: async (store) => new Map((await answer(store)).flatMap((each) => [...figuresOfAnswer(each)])),
    byHand,
  };
}

function questionOf(id: string, period: Period, more: Partial<Question> = {}): Question {
  const metric = metrics.find((metric) => metric.id === id);
  if (!metric) throw new TypeError(`there is no metric ${id}`);
  return { metric, period, by: [], filters: [], scope, now, ...more };
}

function performers(store: Reader) {
  return topPerformers(contextOf(store), { scope, period: month, limit: Infinity, minSolved: 1 });
}

async function performerFigures(store: Reader): Promise<Figures> {
  const { ranked } = await performers(store);
  return new Map(
    ranked.flatMap(({ id, parts: { fcr, csat, handleTime }, reopened }) => {
      const pairs = {
        done: [reopened.n, reopened.count],
        fcr: pair(fcr),
        csat: pair(csat),
        handling: pair(handleTime),
      };
      return Object.entries(pairs).flatMap(([name, [value, other]]): [string, number][] =>
        value === null || value === undefined
          ? []
          : [
              [`${name} ${id} value`, value],
              [`${name} ${id} other`, other ?? 0],
            ],
      );
    }),
  );
}

function pair({ raw, n }: { raw: number | null; n: number }): [number | null, number] {
  return [raw, n];
}

/** The evidence that risks are worked out from. */
async function riskFigures(store: Reader): Promise<Figures> {
  const { histories } = await readHistories(store, { desks: scope.desks, filters: [], now });
  return new Map(
    histories.flatMap((history) =>
      Object.entries({
        tickets: history.tickets,
        reopened: history.reopened,
        stale: history.stale_tickets,
        complaints: history.complaints,
        cancellations: history.cancellations,
        ratings: history.ratings,
        bad_ratings: history.bad_ratings,
        rating: history.mean_rating,
        rating_before: history.mean_rating_before,
        breaches: history.breaches,
        contacted_at: history.contacted_at,
        lately: history.contacts_in_14_days,
        contacts_before: history.contacts_before,
        ordered_at: history.ordered_at,
        orders_before: history.orders_before,
      }).flatMap(([name, value]): [string, number][] => (value === null ? [] : [[`${history.name} ${name}`, value]])),
    ),
  );
}
