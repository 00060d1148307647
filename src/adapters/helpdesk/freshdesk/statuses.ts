import { z } from 'zod';
import type { Fact } from '../../../helpdesk.ts';
import { readRows, wordFor, type Call, type Unmapped } from '../kit/index.ts';
import type { Api } from './api.ts';

export type Status = NonNullable<Fact<'tickets'>['status']>;

/** The statuses every account has, and the two it is given beside them; an account's own have no meaning that is known. */
const builtIn: Readonly<Record<string, Status>> = { '2': 'open', '3': 'pending', '4': 'solved', '5': 'closed' };
const words: Readonly<Record<string, Status>> = {
  open: 'open',
  pending: 'pending',
  resolved: 'solved',
  closed: 'closed',
  'waiting on customer': 'pending',
  'waiting on third party': 'hold',
};

const field = z.object({ choices: z.record(z.string(), z.array(z.string()).min(1)) });

/** What an account's statuses mean, for the length of one pull. */
export interface Statuses {
  /** @param status its number, as tickets have it, or its label, as activities do */
  word(status: number | string, unmapped: Unmapped): Status;
}

/** @param fields that list the statuses, the account's own among them */
export function openStatuses(fields: readonly unknown[]): Statuses {
  const labels = new Map<string, string>();
  for (const { choices } of readRows(fields, { as: field, noun: 'field' }).read) {
    for (const [number, [label]] of Object.entries(choices)) labels.set(number, label ?? '');
  }
  const numbers = new Map([...labels].map(([number, label]) => [label, number]));
  return {
    word(status, unmapped) {
      const number = numbers.get(String(status)) ?? String(status);
      const label = labels.get(number) ?? number;
      const known = builtIn[number] ?? words[label.toLowerCase()];
      return known ?? wordFor(label, { words: {}, field: 'tickets.status', unmapped }) ?? 'other';
    },
  };
}

export async function askStatuses(api: Api, call: Call): Promise<readonly unknown[]> {
  const query = { type: 'default_status' };
  return (await api.get('ticket_fields', z.array(z.unknown()), { query, ...call })).body;
}
