import { z } from 'zod';
import type { Reader } from '../../store/store.ts';
import { select, sql } from '../query/sql.ts';
import { statement } from '../query/statement.ts';
import { selectionOf, type Question } from './question.ts';
import type { Context } from './context.ts';

const checked = new Set(
  'team channel type priority tag organization segment kind network topic article currency'.split(' '),
);
const row = z.object({ d0: z.string().nullable(), n: z.number() });
const shown = 8;

/** For a figure over nothing: which filters name a value that no row ever had, and which values there are. */
export async function unknownValues({ store }: Context, question: Question): Promise<string[]> {
  const notes: string[] = [];
  for (const { key, values, isNegated } of question.filters) {
    if (isNegated || !checked.has(key)) continue;
    const known = await knownValues(store, question, key);
    const lower = new Set(known.map((value) => value.toLowerCase()));
    const unknown = values.filter((value) => !lower.has(value.toLowerCase()));
    if (unknown.length === 0) continue;
    const some = known.slice(0, shown).join(', ');
    notes.push(
      `No ${key} is called “${unknown.join('” or “')}”.${some ? ` There are ${some}${known.length > shown ? ' …' : ''}.` : ''}`,
    );
  }
  return notes;
}

/** The most frequent first. */
async function knownValues(store: Reader, question: Question, key: string): Promise<string[]> {
  const every = statement(question.metric, {
    ...selectionOf(question),
    filters: [],
    windows: [{ from: 0, to: question.now }],
    by: [key],
  });
  const rows = await select(store, sql`SELECT * FROM (${every}) r ORDER BY n DESC, d0 COLLATE "C"`, row);
  return rows.flatMap(({ d0 }) => (d0 === null ? [] : [d0]));
}
