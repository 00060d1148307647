import { z } from 'zod';
import type { Period } from '../../calendar/period.ts';
import type { Reader } from '../../store/store.ts';
import { csat } from '../definitions/csat.ts';
import { fcr } from '../definitions/fcr.ts';
import { reopenRate } from '../definitions/reopen-rate.ts';
import { solved } from '../definitions/solved.ts';
import type { Metric } from '../metric.ts';
import { momentsRow, type Moments } from '../moments.ts';
import type { Filter } from '../question.ts';
import type { Group } from '../shrinkage.ts';
import { statement } from '../statement.ts';
import type { AgentRecord } from './agent-record.ts';
import { handlingByAgent } from './handling-by-agent.ts';

/** Facts placed at or after the period's `to` are left out. */
export interface Asked {
  readonly desks: readonly string[];
  readonly period: Period;
  readonly filters: readonly Filter[];
}

const byAgent = z.object({ agent_desk: z.string(), d0: z.string().nullable() }).and(momentsRow);
const nothing: Group = { n: 0, mean: 0, squares: 0 };

/** The record of everyone who solved a ticket, was rated or handled a contact in the period, in no order. */
export async function readRecords(store: Reader, asked: Asked): Promise<AgentRecord[]> {
  const records = new Map<string, AgentRecord>();
  const add = (desk: string, id: string, part: Partial<AgentRecord>) => {
    const key = JSON.stringify([desk, id]);
    records.set(key, { ...(records.get(key) ?? blank(desk, id)), ...part });
  };
  const [count, reopened, resolved, rated, handled] = await Promise.all([
    read(store, solved, asked),
    read(store, reopenRate, asked),
    read(store, fcr, asked),
    read(store, csat, asked),
    handlingByAgent(store, asked),
  ]);
  for (const { desk, id, moments } of count) add(desk, id, { solved: moments.n });
  for (const { desk, id, moments } of reopened) add(desk, id, { reopened: { count: moments.hits ?? 0, n: moments.n } });
  for (const { desk, id, moments } of resolved) add(desk, id, { fcr: shareGroup(moments) });
  for (const { desk, id, moments } of rated) add(desk, id, { csat: shareGroup(moments) });
  for (const { desk, agent, ...handleTime } of handled) add(desk, agent, { handleTime });
  return [...records.values()];
}

/** A metric's figures by the agent whose they are; what is nobody's is left out. */
async function read(store: Reader, metric: Metric, { desks, period, filters }: Asked) {
  const question = { metric, period, by: ['agent'], filters, scope: { desks, agents: 'all' }, now: period.to } as const;
  const { sql, values } = statement(question, { windows: [period], by: question.by });
  const rows = await store.query(sql, values, byAgent);
  return rows.flatMap(({ agent_desk, d0, ...moments }) => (d0 === null ? [] : [{ desk: agent_desk, id: d0, moments }]));
}

function shareGroup({ n, hits = 0 }: Moments): Group {
  if (n === 0) return nothing;
  const mean = hits / n;
  return { n, mean, squares: n * mean * (1 - mean) };
}

function blank(desk: string, id: string): AgentRecord {
  return { desk, id, solved: 0, reopened: { count: 0, n: 0 }, fcr: nothing, csat: nothing, handleTime: nothing };
}
