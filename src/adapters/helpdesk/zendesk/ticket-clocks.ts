import { z } from 'zod';
import type { Fact, Skipped } from '../../../helpdesk.ts';
import { ifConnected, ifThere, inParallel, readRows, type Call, type Clock } from '../kit/index.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';
import { readClocks, tellsClocks } from './sla-clock.ts';

/** Solved tickets that have not changed for so long are not asked for: there may be a million of them. */
const recentSeconds = 35 * 86_400;

/** What comes with a ticket: its figures, and the events of its SLA metrics. */
export const sideloads = { include: 'metric_sets,metric_events' };

const policies = z.object({ sla_policies: z.array(z.unknown()) });
const one = z.object({ ticket: z.unknown() });
const changed = z.object({ id, status: z.string(), generated_timestamp: z.int() });

/** The SLA clocks of rows of the ticket export. */
export interface TicketClocks {
  of(rows: readonly unknown[]): Promise<{ clocks: Fact<'sla_clocks'>[]; skipped: Skipped[] }>;
}

/**
 * Zendesk promises metric events with single tickets only, and passes over what an endpoint does not have. Where the export
 * brings none, and there are SLA policies, tickets that are unsolved or changed lately are asked for one by one.
 */
export function openTicketClocks(api: Api, { clock, signal }: { clock: Clock; signal: AbortSignal }): TicketClocks {
  let hasPolicies: Promise<boolean> | undefined;

  async function askFor(rows: readonly unknown[]): Promise<readonly unknown[]> {
    const since = clock.now() / 1000 - recentSeconds;
    const due = readRows(rows, { as: changed, noun: 'ticket' }).read.filter(
      ({ status, generated_timestamp: at }) => (status !== 'solved' && status !== 'closed') || at >= since,
    );
    if (due.length === 0) return [];
    hasPolicies ??= anyPolicy(api, signal);
    return (await hasPolicies) ? await inParallel(due, ({ id }) => askTicket(api, String(id), { signal })) : [];
  }

  return {
    async of(rows) {
      const whole = rows.filter(tellsClocks);
      const asked = await askFor(rows.filter((row) => !tellsClocks(row)));
      const read = [...whole, ...asked].map(readClocks);
      return { clocks: read.flatMap(({ clocks }) => clocks), skipped: read.flatMap(({ skipped }) => skipped) };
    },
  };
}

async function anyPolicy(api: Api, signal: AbortSignal): Promise<boolean> {
  return ((await ifConnected(askPolicies(api, { signal }))) ?? []).length > 0;
}

export async function askPolicies(api: Api, call: Call): Promise<readonly unknown[]> {
  return (await api.get('slas/policies', policies, call)).body.sla_policies;
}

/** As a row of the export; undefined for a ticket that is gone. */
export async function askTicket(api: Api, id: string, call: Call): Promise<unknown> {
  return (await ifThere(api.get(`tickets/${id}`, one, { query: sideloads, ...call })))?.body.ticket;
}
