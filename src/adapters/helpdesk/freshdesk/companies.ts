import { z } from 'zod';
import { ifConnected, numberedPages, readRows, text, whereConnected, type Call } from '../kit/index.ts';
import type { Api } from './api.ts';
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
  /** Ask for all: where everybody is about to be read, the whole list costs far less than each company by itself. */
  learnAll(): Promise<void>;
}

export function openCompanies(api: Api, call: Call): Companies {
  const known = new Map<number, Company | undefined>();
  const keep = (rows: readonly unknown[]) => {
    for (const { id, ...rest } of readRows(rows, { as: company, noun: 'company' }).read) known.set(id, rest);
  };
  return {
    get: (id) => known.get(id ?? 0),
    async learn(rows) {
      const named = readRows(rows, { as: member, noun: 'row' }).read.map(({ company_id }) => company_id);
      for (const id of new Set(named)) {
        if (known.has(id)) continue;
        known.set(id, undefined);
        const found = await ifConnected(api.get(`companies/${id}`, z.unknown(), call));
        if (found) keep([found.body]);
      }
    },
    async learnAll() {
      const pages = numberedPages((page) => api.list('companies', page, call));
      for await (const { rows } of whereConnected(pages)) keep(rows);
    },
  };
}
