import { UpstreamError, UserError } from '../../errors.ts';
import { ingest } from '../../store/facts/ingest.ts';
import type { Tools } from '../job.ts';
import { deskToAsk, backOff } from './back-off.ts';
import { refreshClocks } from '../sla/refresh.ts';

/** Seconds that a desk has to show one ticket: nobody waits longer for what the next sync brings anyway. */
const patience = 8;

/**
 * Read a ticket as it stands at its desk this moment, and its SLA clocks with it. Nothing happens for a desk that cannot show
 * one, or that asked us to back off; a failure is logged, as the next sync brings what was missed.
 */
export async function readLive({ desk, ticket }: { desk: string; ticket: string }, tools: Tools): Promise<void> {
  const { store, levels, now, log, signal } = tools;
  const helpdesk = deskToAsk(desk, tools);
  if (!helpdesk?.readTicket) return;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience * 1000)]);
  try {
    await ingest(store, helpdesk, await helpdesk.readTicket(ticket, limit));
    await refreshClocks(store, { desk, levels, now: now(), signal });
  } catch (error) {
    if (signal.aborted) return;
    if (!(limit.aborted || error instanceof UpstreamError || error instanceof UserError)) throw error;
    backOff({ desk, error }, tools);
    const reason = error instanceof Error && !limit.aborted ? error.message : `no answer within ${patience} s`;
    log.warn({ desk, error: reason }, 'ticket not read live');
  }
}
