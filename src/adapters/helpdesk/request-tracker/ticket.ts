import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text, wordFor, type Unmapped } from '../kit/index.ts';
import { id, instant, whole } from './fields.ts';

/** The statuses of the lifecycle that Request Tracker comes with → ours. */
export const statusWords: Readonly<Record<string, NonNullable<Fact<'tickets'>['status']>>> = {
  new: 'new',
  open: 'open',
  stalled: 'pending',
  resolved: 'solved',
  rejected: 'closed',
  // Only in a history: a ticket that is deleted now is not to be found.
  deleted: 'closed',
};

export function isSolved(status: string): boolean {
  const word = Object.hasOwn(statusWords, status) ? statusWords[status] : undefined;
  return word === 'solved' || word === 'closed';
}

export const foreignTicket = z.object({
  id,
  Subject: text,
  Status: z.string(),
  Priority: whole.nullish(),
  Queue: z.object({ Name: text }),
  Owner: z.object({ id }),
  /** People, and groups of them. */
  Requestor: z.array(z.object({ type: z.string(), id: z.unknown(), Organization: text })),
  Created: instant.pipe(z.int()),
  LastUpdated: instant.pipe(z.int()),
  Resolved: instant,
  Due: instant,
  SLA: text,
  /** Minutes; missing for those who may not see it. */
  TimeWorked: whole.nullish(),
});

export type ForeignTicket = z.output<typeof foreignTicket>;

/** The people who asked, the first of whom is the customer. */
export function requestorsOf({ Requestor }: ForeignTicket): { id: number; organization: string | null }[] {
  return Requestor.flatMap(({ type, Organization, ...person }) => {
    const read = id.safeParse(person.id);
    return type === 'user' && read.success ? [{ id: read.data, organization: Organization }] : [];
  });
}

/** A row of the search → the fact. */
export function toTicket(
  ticket: ForeignTicket,
  { staff, address, unmapped }: { staff: ReadonlySet<number>; address: string; unmapped: Unmapped },
) {
  const [requestor] = requestorsOf(ticket);
  return facts.tickets.parse({
    id: String(ticket.id),
    subject: ticket.Subject,
    url: `${address}/Ticket/Display.html?id=${ticket.id}`,
    status: wordFor(ticket.Status, { words: statusWords, field: 'tickets.status', unmapped }),
    priority: priorityOf(ticket.Priority),
    team: ticket.Queue.Name,
    agent: staff.has(ticket.Owner.id) ? String(ticket.Owner.id) : null,
    customer: requestor === undefined ? null : String(requestor.id),
    organization: requestor?.organization ?? null,
    created_at: ticket.Created,
    updated_at: ticket.LastUpdated,
    solved_at: isSolved(ticket.Status) ? ticket.Resolved : null,
    // Nought is what it says of a ticket on which nobody noted any time.
    handle_seconds: (ticket.TimeWorked ?? 0) > 0 ? (ticket.TimeWorked ?? 0) * 60 : null,
  });
}

/** Numbers as Request Tracker names them unless told otherwise: low from 0, medium from 50, high from 100. */
function priorityOf(number: number | null | undefined): 'low' | 'normal' | 'high' | null {
  if (number == null) return null;
  if (number >= 100) return 'high';
  return number >= 50 ? 'normal' : 'low';
}
