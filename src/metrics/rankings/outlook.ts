import { z } from 'zod';
import type { Reader } from '../../store/store.ts';
import { namesOf } from '../answer/agents.ts';
import type { Context } from '../answer/context.ts';
import type { Filter, Scope } from '../scope.ts';
import { checkFilters, narrow } from '../query/filters.ts';
import { select, sql } from '../query/sql.ts';

const row = z.object({
  desk: z.string(),
  id: z.string(),
  subject: z.string().nullable(),
  url: z.string().nullable(),
  agent: z.string().nullable(),
  team: z.string().nullable(),
  kind: z.enum(['first_reply', 'next_reply', 'resolution']),
  target_at: z.number(),
  total: z.number(),
});

/** A ticket that is about to miss a target. Its texts are data, to be escaped. */
export interface DueTicket extends Omit<z.output<typeof row>, 'total' | 'agent'> {
  /** The assignee's name, e-mail or id; null where there is none or the scope does not name them. */
  readonly agent: string | null;
}

export interface SlaOutlook {
  /** Soonest first, one row a ticket. */
  readonly tickets: readonly DueTicket[];
  /** How many there are, before the limit. */
  readonly total: number;
}

/**
 * Unsolved tickets whose next SLA deadline falls in `(now, now + within]`. A deadline is live while its clock runs: started,
 * not stopped, not paused and not yet passed.
 * @param options `now` in epoch seconds, `within` in seconds
 * @throws UserError for a filter that tickets do not have
 */
export async function slaOutlook(
  context: Context,
  options: {
    readonly scope: Scope;
    readonly now: number;
    readonly within: number;
    readonly limit: number;
    readonly filters?: readonly Filter[];
  },
): Promise<SlaOutlook> {
  const { scope, now, within, limit, filters = [] } = options;
  checkFilters(filters);
  const [rows, agents] = await Promise.all([
    read(context.store, { desks: scope.desks, filters, now, until: now + within, limit }),
    context.agents(scope.desks),
  ]);
  const names = namesOf(agents);
  return {
    tickets: rows.map(({ desk, id, subject, url, agent, team, kind, target_at }) => {
      const isNamed = agent !== null && mayName(scope, { desk, id: agent });
      const name = isNamed ? (names.get(`${desk}/${agent}`) ?? agent) : null;
      return { desk, id, subject, url, agent: name, team, kind, target_at };
    }),
    total: rows[0]?.total ?? 0,
  };
}

async function read(
  store: Reader,
  {
    now,
    until,
    limit,
    ...asked
  }: { desks: readonly string[]; filters: readonly Filter[]; now: number; until: number; limit: number },
): Promise<z.output<typeof row>[]> {
  const { joins, where } = narrow('tickets', asked);
  return await select(
    store,
    sql`WITH next_deadlines AS (
       SELECT DISTINCT ON (f.desk, f.id)
         f.desk, f.id, f.subject, f.url, f.agent, f.team, clock.kind, clock.target_at
       FROM tickets f JOIN sla_clocks clock ON clock.desk = f.desk AND clock.ticket = f.id ${joins}
       WHERE ${where} AND f.created_at <= ${now} AND (f.solved_at IS NULL OR f.solved_at > ${now})
         AND clock.started_at <= ${now} AND (clock.stopped_at IS NULL OR clock.stopped_at > ${now})
         AND coalesce(clock.is_paused, FALSE) = FALSE AND clock.target_at > ${now}
       ORDER BY f.desk, f.id, clock.target_at, clock.kind
     )
     SELECT *, count(*) OVER () AS total FROM next_deadlines WHERE target_at <= ${until}
     ORDER BY target_at, desk COLLATE "C", id COLLATE "C" LIMIT ${limit}`,
    row,
  );
}

function mayName({ agents }: Scope, { desk, id }: { desk: string; id: string }): boolean {
  if (agents === 'all' || agents === 'none') return agents === 'all';
  return agents.some((agent) => agent.desk === desk && agent.id === id);
}
