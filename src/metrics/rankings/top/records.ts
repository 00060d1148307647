import { z } from 'zod';
import type { Period } from '../../../calendar/period.ts';
import type { Reader } from '../../../store/store.ts';
import { csat } from '../../definitions/csat.ts';
import { isContacted, isFirstContact } from '../../query/conditions.ts';
import { narrow } from '../../query/filters.ts';
import { aggregatesRow } from '../../query/query.ts';
import { raw, select, sql } from '../../query/sql.ts';
import { statement } from '../../query/statement.ts';
import { handlingOf } from '../../query/tables.ts';
import type { AgentKey, Filter } from '../../scope.ts';
import type { Group } from './shrinkage.ts';

/** Whose records are read. Facts placed at or after the period's `to` are left out. */
interface Asked {
  readonly desks: readonly string[];
  readonly period: Period;
  readonly filters: readonly Filter[];
}

/** What a period's facts say of one agent, by the four criteria and beside them. A criterion nothing is known of has n = 0. */
export interface AgentRecord extends AgentKey {
  readonly solved: number;
  /** Solved tickets that had been reopened on the way, of those where it is known. */
  readonly reopened: { readonly count: number; readonly n: number };
  /** Shares in 0–1. */
  readonly fcr: Group;
  readonly csat: Group;
  /** Seconds a contact. */
  readonly handleTime: Group;
}

const rated = z.object({ agent_desk: z.string(), d0: z.string().nullable() }).and(aggregatesRow);
const nothing: Group = { n: 0, mean: 0, squares: 0 };

/** The record of everyone who solved a ticket, was rated or handled a contact in the period, in no order. */
export async function readRecords(store: Reader, asked: Asked): Promise<AgentRecord[]> {
  const records = new Map<string, AgentRecord>();
  const add = (desk: string, id: string, part: Partial<AgentRecord>) => {
    const key = JSON.stringify([desk, id]);
    records.set(key, { ...(records.get(key) ?? blank(desk, id)), ...part });
  };
  const [all, ratings] = await Promise.all([doneByAgent(store, asked), ratingsByAgent(store, asked)]);
  for (const { desk, id, solved, known, reopened, contacted, resolved, handled, mean, squares } of all) {
    add(desk, id, {
      solved,
      reopened: { count: reopened, n: known },
      fcr: shareGroup(resolved, contacted),
      handleTime: { n: handled, mean: mean ?? 0, squares: squares ?? 0 },
    });
  }
  for (const { agent_desk: desk, d0: id, hits = 0, n } of ratings) {
    // What is nobody's is left out.
    if (id !== null) add(desk, id, { csat: shareGroup(hits, n) });
  }
  return [...records.values()];
}

const done = z.object({
  desk: z.string(),
  id: z.string(),
  solved: z.number(),
  /** Of the solved: those whose reopens are known, and those reopened. */
  known: z.number(),
  reopened: z.number(),
  /** Of the solved: those with a contact, and with one only. */
  contacted: z.number(),
  resolved: z.number(),
  /** Contacts that were timed: how many, their seconds, and Σ (seconds − mean)². */
  handled: z.number(),
  mean: z.number().nullable(),
  squares: z.number().nullable(),
});

/**
 * What each agent did in the period. Handled contacts are solved tickets with tracked time or a timed call, which are their
 * assignee's whoever else worked on them, and answered calls without a ticket.
 */
async function doneByAgent(store: Reader, { desks, period, filters }: Asked): Promise<z.output<typeof done>[]> {
  const { from, to } = period;
  const calls = narrow('calls', { desks, filters: [] });
  const tickets = narrow('tickets', { desks, filters });
  const ticketless = narrow('calls', { desks, filters });
  const { isTimed, seconds } = handlingOf('f');
  const contacted = raw(isContacted);
  return await select(
    store,
    sql`WITH spoken AS (
       SELECT f.desk, f.ticket, count(*) FILTER (WHERE f.is_answered) AS answered,
         sum(${seconds}) FILTER (WHERE ${isTimed}) AS seconds
       FROM calls f WHERE ${calls.where} AND f.ticket IS NOT NULL AND f.at < ${to} GROUP BY f.desk, f.ticket
     ), done AS (
       SELECT f.desk, f.agent, TRUE AS is_ticket, f.reopens, ${contacted} AS is_contacted,
         ${contacted} AND ${raw(isFirstContact)} AS is_resolved,
         CASE WHEN f.handle_seconds IS NOT NULL OR a.seconds IS NOT NULL
           THEN coalesce(f.handle_seconds, 0) + coalesce(a.seconds, 0) END AS seconds
       FROM tickets f LEFT JOIN spoken a ON a.desk = f.desk AND a.ticket = f.id ${tickets.joins}
       WHERE ${tickets.where} AND f.solved_at >= ${from} AND f.solved_at < ${to}
       UNION ALL
       SELECT f.desk, f.agent, FALSE, NULL, FALSE, FALSE, ${seconds} FROM calls f ${ticketless.joins}
       WHERE ${ticketless.where} AND f.ticket IS NULL AND f.is_answered AND f.at >= ${from} AND f.at < ${to} AND ${isTimed}
     )
     SELECT desk, agent AS id, count(*) FILTER (WHERE is_ticket) AS solved, count(reopens) AS known,
       count(*) FILTER (WHERE reopens > 0) AS reopened, count(*) FILTER (WHERE is_contacted) AS contacted,
       count(*) FILTER (WHERE is_resolved) AS resolved, count(seconds) AS handled,
       CAST(avg(seconds) AS double precision) AS mean,
       CAST(count(seconds) * var_pop(seconds) AS double precision) AS squares
     FROM done WHERE agent IS NOT NULL GROUP BY desk, agent ORDER BY desk, agent`,
    done,
  );
}

async function ratingsByAgent(store: Reader, { desks, period, filters }: Asked): Promise<z.output<typeof rated>[]> {
  const { to: now, timezone } = period;
  const scope = { desks, agents: 'all' } as const;
  return await select(
    store,
    statement(csat, { filters, scope, now, timezone, windows: [period], by: ['agent'] }),
    rated,
  );
}

function shareGroup(hits: number, n: number): Group {
  if (n === 0) return nothing;
  const mean = hits / n;
  return { n, mean, squares: n * mean * (1 - mean) };
}

function blank(desk: string, id: string): AgentRecord {
  return { desk, id, solved: 0, reopened: { count: 0, n: 0 }, fcr: nothing, csat: nothing, handleTime: nothing };
}
