import { z } from 'zod';
import { isNotConnected } from '../kit/connected.ts';
import { text } from '../kit/fields.ts';
import type { Call } from '../kit/http.ts';
import { readRows } from '../kit/rows.ts';
import type { Api } from './api.ts';
import { everyPage } from './every-page.ts';
import { id, when } from './fields.ts';

const company = z.object({ id, name: text, renewal_date: when });
const member = z.object({ company_id: id });

interface Company {
  readonly name: string | null;
  /** When its contract is to be renewed, epoch seconds. */
  readonly renewal_date: number | null;
}

/** Companies by their ids, for the length of one pull: a rename shows with the next change of a contact or ticket. */
export interface Companies {
  /** Undefined also for one that was not learned, is gone, or may not be read. */
  get(id: number | null | undefined): Company | undefined;
  /** Ask for those that these rows name and that are not known yet. */
  learn(rows: readonly unknown[]): Promise<void>;
}

/** @param isFirst everybody is about to be read: then the whole list costs far less than each company by itself */
export async function openCompanies(api: Api, { isFirst, ...call }: Call & { isFirst: boolean }): Promise<Companies> {
  const known = new Map<number, Company | undefined>();
  const keep = (rows: readonly unknown[]) => {
    for (const { id, ...rest } of readRows(rows, { as: company, noun: 'company' }).read) known.set(id, rest);
  };
  try {
    if (isFirst) for await (const { rows } of everyPage((page) => api.companies(page, call))) keep(rows);
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
  return {
    get: (id) => known.get(id ?? 0),
    async learn(rows) {
      const named = readRows(rows, { as: member, noun: 'row' }).read.map(({ company_id }) => company_id);
      for (const id of new Set(named)) {
        if (known.has(id)) continue;
        known.set(id, undefined);
        try {
          keep([await api.company(id, call)]);
        } catch (error) {
          if (!isNotConnected(error)) throw error;
        }
      }
    },
  };
}
