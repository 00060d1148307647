import type { Table } from '../../../../helpdesk.ts';
import { columnsOf, type Column } from '../rows/columns.ts';
import { isEmpty } from '../cells/text.ts';
import { proposeColumn, proposeValues, unitOf } from './columns.ts';
import { proposeInstant } from './instants.ts';
import { lengths, nameKey } from './names.ts';
import { pick } from './pick.ts';
import { isDuration, type Profile } from './profile.ts';
import { entry, type Entry, type FileFacts, type TableProposal } from './proposal.ts';

/** Parts of an id that is composed for want of one. */
const mostParts = 4;

/** The mapping by which a file could be read as a table. */
export function proposeTable(table: Table, facts: FileFacts, given: readonly Entry[] = []): TableProposal {
  const { file, columns: profiles } = facts;
  const reads = new Set<string>();
  const columns: Entry[] = [];
  const values: Entry[] = [];
  const missing: string[] = [];
  const free = () => profiles.filter(({ name }) => !reads.has(name));
  const isGiven = (name: string) => given.some((constant) => constant.name === name);
  const take = (column: Column, profile: Profile) => {
    if (column.kind === 'instant') {
      const { entry, reads: read } = proposeInstant(column.name, profile, free());
      columns.push(entry);
      for (const { name } of read) reads.add(name);
      return;
    }
    columns.push(proposeColumn(column, profile));
    const words = proposeValues(column, profile);
    if (words) values.push(words);
    reads.add(profile.name);
  };

  const all = columnsOf(table).filter(({ name }) => !isGiven(name));
  for (const column of [
    ...all.filter(({ isRequired }) => isRequired),
    ...all.filter(({ isRequired }) => !isRequired),
  ]) {
    const profile = pick(table, column, free()) ?? (column.isRequired ? fallback(column, free()) : undefined);
    if (profile) take(column, profile);
    else if (column.isRequired) missing.push(column.name);
  }
  if (missing.includes('id')) {
    const composed = composeId(profiles);
    if (composed) {
      columns.unshift(composed);
      missing.splice(missing.indexOf('id'), 1);
    }
  }
  const computed = table === 'tickets' ? proposeSums(free(), columns, reads) : [];
  return { table, file, shape: shapeOf(facts, reads), columns, values, constants: given, computed, missing, reads };
}

/** A required column that no name tells: the first that could be it. */
function fallback({ kind, name }: Column, free: readonly Profile[]): Profile | undefined {
  if (kind === 'instant') return free.find(({ dates }) => dates !== undefined);
  return name === 'id' ? free.find(({ isUnique, dates }) => isUnique && !dates) : undefined;
}

/** For want of an id, what a row says is what it is known by. */
function composeId(profiles: readonly Profile[]): Entry | undefined {
  const parts = profiles.filter(({ values }) => values.length > 0).slice(0, mostParts);
  if (parts.length === 0) return undefined;
  const text = parts.map(({ name }) => `{${name}}`).join('-');
  return entry('id', { text }, undefined, ['the file has no column of ids; this is made of others']);
}

/** Instants that are told by how long after the creation they came. */
function proposeSums(free: readonly Profile[], columns: readonly Entry[], reads: Set<string>): Entry[] {
  const sums: Entry[] = [];
  for (const [name, keys] of Object.entries(lengths)) {
    if (columns.some((column) => column.name === name)) continue;
    const profile = keys
      .map((key) => free.find((each) => nameKey(each.name).key === key && !reads.has(each.name) && isDuration(each)))
      .find((found) => found !== undefined);
    if (!profile) continue;
    const { unit, doubts } = unitOf(profile, 'hours');
    sums.push(entry(name, `created_at + ${profile.name} ${unit}`, profile, doubts));
    reads.add(profile.name);
  }
  return sums;
}

/** What is to be said of the whole file. */
function shapeOf({ columns, skip, timezone }: FileFacts, reads: ReadonlySet<string>): Entry[] {
  const read = columns.filter(({ name }) => reads.has(name));
  const shape: Entry[] = skip > 0 ? [entry('skip', skip)] : [];
  const decimal = decimalOf(read);
  if (decimal) shape.push(decimal);
  const isLocal = read.some(({ dates, isTime }) => isTime || dates?.isLocal === true);
  if (isLocal) shape.push(entry('dates', { timezone }, undefined, ['the times of the file name no zone']));
  return shape;
}

function decimalOf(profiles: readonly Profile[]): Entry | undefined {
  const numbers = profiles
    .filter(({ dates }) => !dates)
    .flatMap(({ distinct }) => distinct)
    .filter((text) => !isEmpty(text, { isText: false }) && /^[^\p{L}]*\d[\d.,\s'’]*[^\p{L}]*$/u.test(text));
  if (numbers.some((text) => /\d\.\d{3},\d+|^\D*\d+,(\d{1,2}|\d{4,})\D*$/.test(text))) return entry('decimal', ',');
  const isOpen = numbers.some((text) => /^\D*\d{1,3},\d{3}\D*$/.test(text));
  if (!isOpen) return undefined;
  return entry('decimal', '.', undefined, ['1,234 may be one and a bit: "," then']);
}
