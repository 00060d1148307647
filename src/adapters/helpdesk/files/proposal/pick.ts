import type { Table } from '../../../../helpdesk.ts';
import { columnsOf, type Column } from '../rows/columns.ts';
import { readFlag } from '../cells/flag.ts';
import { names, nameKey } from './names.ts';
import { isDuration, type Profile } from './profile.ts';
import { meaningOf } from './words.ts';

/** Whether what stands in a column of the file can be what a column of the table holds. */
function fits({ kind, name }: Column, profile: Profile): boolean {
  if (profile.values.length === 0)
    return kind !== 'instant' || /(_| )?(at|on|date|time)$/i.test(profile.name) || name === 'solved_at';
  switch (kind) {
    case 'instant':
      return profile.dates !== undefined;
    case 'seconds':
      return isDuration(profile);
    case 'flag':
      return profile.values.every((value) => 'value' in readFlag(value));
    case 'number':
    case 'share':
      return (
        profile.distinct.filter((text) => /\d/.test(text) || meaningOf(name, text) !== undefined).length * 2 >=
        profile.distinct.length
      );
    case 'id':
    case 'text':
    case 'word':
    case 'choice':
    case 'tags':
      return name === 'id' ? profile.dates?.formats === undefined : profile.dates === undefined || kind === 'word';
  }
}

/** The file's column that a column of the table seems to be: the most telling name first. */
export function pick(table: Table, column: Column, free: readonly Profile[]): Profile | undefined {
  const own = nameKey(column.name).key;
  for (const wanted of [own, ...(names[table]?.[column.name] ?? [])]) {
    const found = free.find((profile) => nameKey(profile.name).key === wanted && fits(column, profile));
    if (found) return found;
  }
  return undefined;
}

/** What a file seems to be, by its columns and its name. */
export function guessTable(file: string, columns: readonly Profile[]): Table {
  const scores = (Object.keys(names) as Table[]).map((table) => ({ table, score: scoreOf(table, file, columns) }));
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).table;
}

/** What a file must have to be one of these rather than anything else. */
const telling: { readonly [T in Table]?: readonly string[] } = {
  surveys: ['score'],
  calls: ['wait_seconds', 'talk_seconds', 'is_answered', 'direction'],
  orders: ['amount'],
  customers: ['started_at', 'ended_at', 'renewal_at', 'segment'],
};

function scoreOf(table: Table, file: string, columns: readonly Profile[]): number {
  let free = columns;
  const found: string[] = [];
  for (const column of columnsOf(table)) {
    const profile = pick(table, column, free);
    if (!profile) continue;
    free = free.filter((other) => other !== profile);
    found.push(column.name);
  }
  const isTold = !telling[table] || found.some((name) => telling[table]?.includes(name));
  const isNamed = file.toLowerCase().includes(table.replace(/s$/, ''));
  if (!isTold && !isNamed) return 0;
  return found.length + (isNamed ? 3 : 0);
}
