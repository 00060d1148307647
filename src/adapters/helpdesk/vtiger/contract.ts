import { z } from 'zod';
import { isNotConnected } from '../kit/connected.ts';
import { among } from './api.ts';
import { day, id, text } from './fields.ts';
import { everyPage } from './names.ts';
import type { Tools } from './stream.ts';

const foreignContract = z.object({
  sc_related_to: id,
  contract_status: text,
  /** When it is due to end, and when it did. */
  due_date: day,
  end_date: day,
});

type ForeignContract = z.output<typeof foreignContract>;

/** What a customer's contracts come to. */
export interface Standing {
  readonly renewal_at: number | null;
  readonly ended_at: number | null;
}

const over = new Set(['Complete', 'Archived']);

/** The next end of a contract that runs; or, when none runs any more, the end of the last. */
export function standingOf(contracts: readonly ForeignContract[]): Standing {
  const running = contracts.filter(({ contract_status }) => !over.has(contract_status ?? ''));
  const due = running.flatMap(({ due_date }) => due_date ?? []);
  const ends = contracts.flatMap(({ end_date, due_date }) => end_date ?? due_date ?? []);
  return {
    renewal_at: due.length > 0 ? Math.min(...due) : null,
    ended_at: running.length === 0 && ends.length > 0 ? Math.max(...ends) : null,
  };
}

/** The standing of those of these customers who have contracts; of none where contracts are not connected. */
export async function standingsOf(customers: readonly string[], { api, call }: Tools): Promise<Map<string, Standing>> {
  const contracts = new Map<string, ForeignContract[]>();
  try {
    for (let at = 0; at < customers.length; at += api.pageSize) {
      const where = [among('sc_related_to', customers.slice(at, at + api.pageSize))];
      for await (const rows of everyPage('ServiceContracts', { api, call, where })) {
        for (const row of rows) {
          const { success, data } = foreignContract.safeParse(row);
          if (success) contracts.set(data.sc_related_to, [...(contracts.get(data.sc_related_to) ?? []), data]);
        }
      }
    }
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
  return new Map([...contracts].map(([customer, all]) => [customer, standingOf(all)]));
}
