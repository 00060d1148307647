import type { News } from '../../../helpdesk.ts';
import type { Clock } from '../kit/clock.ts';
import type { Api } from './api.ts';
import { readTickets } from './read-tickets.ts';

/** A ticket as it stands, with all that happened to it; deleted when it is not to be found. */
export async function readTicket(
  id: string,
  options: { address: string; api: Api; staff: Set<number>; clock: Clock; signal: AbortSignal },
): Promise<News> {
  const { address, api, staff, clock, signal } = options;
  const { rows } = await api.tickets(`id = ${Number(id)}`, { signal });
  if (rows.length === 0) return { facts: {}, deleted: [{ id, at: Math.floor(clock.now() / 1000) }] };
  for (const agent of await api.privileged({ signal })) staff.add(agent);
  const { told } = await readTickets(rows, { address, api, staff, signal });
  return told;
}
