import type { Fact } from '../../../helpdesk.ts';
import type { Unmapped } from '../kit/unmapped.ts';
import { authorOf, changesOf, type Entry } from './entry.ts';
import { person } from './fields.ts';
import type { Around } from './stream.ts';
import type { ForeignTicket } from './ticket.ts';

/** How a ticket was created, and every state and owner it had since. */
export function movesOf(
  ticket: ForeignTicket,
  entries: readonly Entry[],
  { states, staff, unmapped }: Pick<Around, 'states' | 'staff'> & { unmapped: Unmapped },
): Fact<'ticket_moves'>[] {
  const [toStates, toOwners] = [changesOf(entries, 'state'), changesOf(entries, 'owner')];
  const status = (id: number) => states.status(id, 'ticket_moves.status', unmapped);
  const at = (entry: Entry) => ({
    id: String(entry.id),
    ticket: String(ticket.id),
    at: entry.created_at,
    seq: entry.id,
    by: authorOf(entry, staff),
  });
  // What it was made with is what the first change says that there was before.
  const owner = toOwners[0] === undefined ? ticket.owner_id : person.parse(toOwners[0].id_from);
  const creation = {
    id: `created-${ticket.id}`,
    ticket: String(ticket.id),
    at: ticket.created_at,
    seq: 0,
    by: authorOf(ticket, staff),
    status: status(toStates[0]?.id_from ?? ticket.state_id),
    agent: owner,
  };
  return [
    creation,
    ...toStates.flatMap((entry) =>
      entry.id_to == null ? [] : [{ ...at(entry), status: status(entry.id_to), agent: null }],
    ),
    ...toOwners.flatMap((entry) => {
      const agent = person.parse(entry.id_to);
      return agent === null ? [] : [{ ...at(entry), status: null, agent }];
    }),
  ];
}
