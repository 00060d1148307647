import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { rootOf, wordFor, type Unmapped } from '../kit/index.ts';
import type { Names } from './context.ts';
import type { Edition } from './edition.ts';
import { id, instant, numberOf, reference, text } from './fields.ts';
import type { VtigerSettings } from './settings.ts';

type Word<Field extends 'status' | 'priority' | 'channel'> = NonNullable<Fact<'tickets'>[Field]>;

/** The statuses that Vtiger comes with, of either edition, in lower case. */
const statusWords: Readonly<Record<string, Word<'status'>>> = {
  new: 'new',
  open: 'open',
  assigned: 'open',
  'in progress': 'open',
  'wait for response': 'pending',
  'wait for customer': 'pending',
  'wait for third party': 'hold',
  'wait for the third party': 'hold',
  resolved: 'solved',
  closed: 'closed',
};

const priorityWords: Readonly<Record<string, Word<'priority'>>> = {
  low: 'low',
  normal: 'normal',
  medium: 'normal',
  high: 'high',
  urgent: 'urgent',
  critical: 'urgent',
};

/** Case channels of the Cloud, and what wrote a record, which is all that the open source tells. */
const channelWords: Readonly<Record<string, Word<'channel'>>> = {
  email: 'email',
  'mail scanner': 'email',
  'mail converter': 'email',
  'mail manager': 'email',
  mailroom: 'email',
  web: 'web',
  website: 'web',
  webform: 'web',
  portal: 'web',
  'customer portal': 'web',
  chat: 'chat',
  'live chat': 'chat',
  phone: 'phone',
  'phone call': 'phone',
  facebook: 'social',
  twitter: 'social',
  'social media': 'social',
  whatsapp: 'messaging',
  sms: 'messaging',
  webservice: 'api',
  workflow: 'api',
  import: 'api',
  // Typed in by an agent: how the customer came is not told.
  crm: 'other',
  mobile: 'other',
};

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

/** @param own what the desk's settings say of its own statuses, as they are written there */
function statusOf(
  value: string | null,
  { own, unmapped }: { own: Readonly<Record<string, Word<'status'>>>; unmapped: Unmapped },
): Word<'status'> | null {
  const mine = value !== null && Object.hasOwn(own, value) ? own[value] : undefined;
  return mine ?? word(value, { words: statusWords, field: 'tickets.status', unmapped });
}

function priorityOf(value: string | null, unmapped: Unmapped): Word<'priority'> | null {
  return word(value, { words: priorityWords, field: 'tickets.priority', unmapped });
}

function channelOf(value: string | null, unmapped: Unmapped): Word<'channel'> | null {
  return word(value, { words: channelWords, field: 'tickets.channel', unmapped });
}

/** Case does not matter; what fits none is counted as it is written. */
function word<W extends string>(
  value: string | null,
  { words, field, unmapped }: { words: Readonly<Record<string, W>>; field: string; unmapped: Unmapped },
): W | 'other' | null {
  const known = value === null ? undefined : value.toLowerCase();
  const isKnown = known !== undefined && Object.hasOwn(words, known);
  return wordFor(isKnown ? known : value, { words, field, unmapped });
}
