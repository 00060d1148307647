import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { rootOf } from '../kit/address.ts';
import type { Unmapped } from '../kit/unmapped.ts';
import type { Edition } from './edition.ts';
import { id, instant, numberOf, reference, text } from './fields.ts';
import type { Names } from './names.ts';
import type { VtigerSettings } from './settings.ts';
import { channelOf, priorityOf, statusOf } from './words.ts';

/** A ticket as either edition has it, by what its fields mean. */
const foreignTicket = z.object({
  id,
  subject: text,
  status: z.string(),
  priority: text,
  type: text,
  channel: text,
  group: text,
  assigned_user_id: reference,
  contact_id: reference,
  parent_id: reference,
  from_portal: text,
  source: text,
  createdtime: instant,
  modifiedtime: instant,
});

export interface ReadTicket {
  readonly ticket: Fact<'tickets'>;
  readonly move: Fact<'ticket_moves'>;
}

interface Options {
  readonly settings: VtigerSettings;
  readonly edition: Edition;
  readonly names: Names;
  readonly unmapped: Unmapped;
  /** When the customer last wrote on each ticket, as far as that is known here: epoch seconds. */
  readonly heardAt?: ReadonlyMap<string, number>;
}

/**
 * A ticket's row → the fact, and the move that it is evidence of: who has it, and in which status. A ticket that the mail
 * scanner opens again keeps its `modifiedtime`, so that the customer's last comment counts as well where that is later. Seen
 * again, the same state at the same instant is the same move.
 */
export function ticketRow({ settings, edition, names, unmapped, heardAt }: Options) {
  return z
    .record(z.string(), z.unknown())
    .transform((row) => ({ ...row, ...byMeaning(row, edition) }))
    .pipe(foreignTicket)
    .transform((row): ReadTicket => {
      const at = Math.max(row.modifiedtime, heardAt?.get(row.id) ?? 0);
      const status = statusOf(row.status, { own: settings.statuses, unmapped });
      const isWithGroup = names.isGroup(row.assigned_user_id);
      const agent = isWithGroup ? null : row.assigned_user_id;
      const channel = row.channel ?? (row.from_portal === '1' ? 'Customer Portal' : row.source);
      const ticket = facts.tickets.parse({
        id: row.id,
        subject: row.subject,
        url: `${new URL(settings.url).origin}${rootOf(settings.url)}/index.php?module=${edition.tickets}&view=Detail&record=${numberOf(row.id)}`,
        status,
        priority: priorityOf(row.priority, unmapped),
        type: row.type?.toLowerCase() ?? null,
        channel: channelOf(channel, unmapped),
        team: names.group(row.group) ?? names.group(row.assigned_user_id) ?? names.teamOf(agent),
        agent,
        customer: settings.customers === 'contacts' ? row.contact_id : row.parent_id,
        organization: names.account(row.parent_id),
        created_at: row.createdtime,
        updated_at: at,
      });
      const state = [row.status, row.assigned_user_id ?? ''].join('/');
      const move = facts.ticket_moves.parse({ id: `${row.id}@${at}/${state}`, ticket: row.id, at, status, agent });
      return { ticket, move };
    });
}

function byMeaning(row: Readonly<Record<string, unknown>>, { fields }: Edition): Record<string, unknown> {
  const meanings = ['subject', 'status', 'priority', 'type', 'channel', 'group'] as const;
  return Object.fromEntries(
    meanings.map((meaning) => {
      const field = fields[meaning];
      return [meaning, field === undefined ? null : row[field]];
    }),
  );
}
