import type { Fact } from '../../../helpdesk.ts';
import { wordFor, type Unmapped } from '../kit/unmapped.ts';

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

/** @param own what the desk's settings say of its own statuses, as they are written there */
export function statusOf(
  value: string | null,
  { own, unmapped }: { own: Readonly<Record<string, Word<'status'>>>; unmapped: Unmapped },
): Word<'status'> | null {
  const mine = value !== null && Object.hasOwn(own, value) ? own[value] : undefined;
  return mine ?? word(value, { words: statusWords, field: 'tickets.status', unmapped });
}

export function priorityOf(value: string | null, unmapped: Unmapped): Word<'priority'> | null {
  return word(value, { words: priorityWords, field: 'tickets.priority', unmapped });
}

export function channelOf(value: string | null, unmapped: Unmapped): Word<'channel'> | null {
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
