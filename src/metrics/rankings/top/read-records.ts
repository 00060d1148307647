import { z } from 'zod';
import type { Reader } from '../../../store/store.ts';
import { csat } from '../../definitions/csat.ts';
import { aggregatesRow } from '../../query/query.ts';
import type { Group } from './shrinkage.ts';
import { select } from '../../query/sql.ts';
import { statement } from '../../query/statement.ts';
import type { AgentRecord, Asked } from './agent-record.ts';
import { doneByAgent } from './done-by-agent.ts';

const rated = z.object({ agent_desk: z.string(), d0: z.string().nullable() }).and(aggregatesRow);
const nothing: Group = { n: 0, mean: 0, squares: 0 };

/** The record of everyone who solved a ticket, was rated or handled a contact in the period, in no order. */
export async function readRecords(store: Reader, asked: Asked): Promise<AgentRecord[]> {
  const records = new Map<string, AgentRecord>();
  const add = (desk: string, id: string, part: Partial<AgentRecord>) => {
    const key = JSON.stringify([desk, id]);
    records.set(key, { ...(records.get(key) ?? blank(desk, id)), ...part });
  };
  const [done, ratings] = await Promise.all([doneByAgent(store, asked), ratingsByAgent(store, asked)]);
  for (const { desk, id, solved, known, reopened, contacted, resolved, handled, mean, squares } of done) {
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
