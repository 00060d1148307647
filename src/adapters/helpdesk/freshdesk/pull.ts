import { z } from 'zod';
import type { Batch } from '../../../helpdesk.ts';
import type { Clock } from '../kit/clock.ts';
import { isNotConnected } from '../kit/connected.ts';
import { readRows } from '../kit/rows.ts';
import { readStreams } from '../kit/streams.ts';
import { activityPages } from './activity-pages.ts';
import { agentPages } from './agent-pages.ts';
import type { Api } from './api.ts';
import { openCompanies } from './companies.ts';
import { customerPages } from './customer-pages.ts';
import { openGroups } from './groups.ts';
import { everyRow } from './every-page.ts';
import { id } from './fields.ts';
import { readPosition } from './position.ts';
import { ratingPages } from './rating-pages.ts';
import { openStatuses } from './statuses.ts';
import type { Tools } from './stream.ts';
import { ticketPages } from './ticket-pages.ts';
import { withdrawnPages } from './withdrawn-pages.ts';

/** In the order they are read. */
const streams = [agentPages, customerPages, ticketPages, withdrawnPages, ratingPages, activityPages];

interface PullOptions {
  readonly desk: string;
  readonly origin: string;
  readonly api: Api;
  readonly activityFiles: Tools['activityFiles'];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The batches of one desk from a cursor on. */
export function pull(cursor: string | null, options: PullOptions): AsyncIterable<Batch> {
  const begin = () => readPosition(cursor, options.desk);
  return readStreams(streams, {
    begin,
    open: () => openTools(options, { isFirst: begin().contacts.readAt === 0 }),
    signal: options.signal,
  });
}

/** What is read anew for each pull, and for a ticket read by itself. @param isFirst everybody is about to be read */
export async function openTools(options: Omit<PullOptions, 'desk'>, { isFirst }: { isFirst: boolean }): Promise<Tools> {
  const { api, signal } = options;
  const staff = await everyRow((page) => api.agents(page, { signal }));
  return {
    ...options,
    staff,
    agents: new Set(readRows(staff, { as: z.object({ id }), noun: 'agent' }).read.map(({ id }) => id)),
    groups: await openGroups(api, { signal }),
    statuses: await openStatuses(api, { signal }),
    companies: await openCompanies(api, { isFirst, signal }),
    isTimed: await isTimed(api, signal),
  };
}

async function isTimed(api: Api, signal: AbortSignal): Promise<boolean> {
  try {
    return (await api.timeEntries(null, 1, { signal })).rows.length > 0;
  } catch (error) {
    if (!isNotConnected(error)) throw error;
    return false;
  }
}
