import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { UserError } from '../../../../errors.ts';
import { facts, type Table } from '../../../../helpdesk.ts';
import { quote } from '../cells/reading.ts';
import { problemsOf, type Problem } from './problems.ts';
import { plainMap, tableMap, type TableMap } from './schema.ts';

/** Mapping of a folder's files: which table is read from which file, and how; several times where several give its rows. */
export type FileMap = { readonly [T in Table]?: readonly TableMap[] | undefined };

const tables = Object.keys(facts) as Table[];

/**
 * Read a mapping, written in YAML as docs/import.md describes.
 * @throws UserError naming every problem with its place, what was expected there and what came
 */
export function readMap(text: string): FileMap {
  const given = parseYaml(text) ?? {};
  const problems: string[] = [];
  const note = ({ path, message }: Problem) =>
    problems.push(`  at ${path.map(String).join('.')}: ${message}${got(given, path)}`);
  const map: { [T in Table]?: readonly TableMap[] } = {};
  if (!isObject(given))
    throw new UserError(
      'bad-mapping',
      `The mapping cannot be used: expected tables with what they are read from, got ${quote(given)}`,
    );
  for (const [table, parts] of Object.entries(given)) {
    if (!isTable(table)) {
      note({ path: [table], message: `expected one of ${tables.join(', ')}` });
      continue;
    }
    const all = Array.isArray(parts) ? parts : [parts];
    map[table] = all.map((part: unknown, index) => {
      const place = Array.isArray(parts) ? [table, index] : [table];
      const { map, problems: found } = readTable(table, part ?? {});
      for (const { path, message } of found) note({ path: [...place, ...path], message });
      return map;
    });
  }
  if (problems.length === 0) return map;
  throw new UserError('bad-mapping', `The mapping cannot be used:\n${problems.join('\n')}`);
}

/** A table's mapping, with its problems: those of the parts that are well formed are found beside the others. */
function readTable(table: Table, given: unknown): { map: TableMap; problems: readonly Problem[] } {
  const result = tableMap.safeParse(given);
  if (result.success) return { map: result.data, problems: [...problemsOf(table, result.data)] };
  const { issues } = result.error;
  const bad = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : issue.path.slice(0, 1),
    ),
  );
  const good = isObject(given) ? Object.fromEntries(Object.entries(given).filter(([part]) => !bad.has(part))) : {};
  const rest = tableMap.safeParse(good);
  const map = rest.success ? rest.data : plainMap;
  return { map, problems: [...issues.flatMap(problemsIn), ...problemsOf(table, map)] };
}

function problemsIn(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const names =
      issue.path.length === 0
        ? Object.keys(tableMap.shape)
        : ['column', 'first', 'text', 'format', 'timezone', 'unit', 'separator', 'decimal', 'empty', 'when'];
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: `expected one of ${names.join(', ')}` }));
  }
  return [{ path: issue.path, message: issue.message.replace(/^Invalid input: /, '') }];
}

/** What stands at a place of the mapping, unless it is no plain value or the place is a name of its own. */
function got(given: unknown, path: readonly PropertyKey[]): string {
  let value = given;
  for (const step of path) value = isObject(value) || Array.isArray(value) ? Reflect.get(value, step) : undefined;
  return value === undefined || typeof value === 'object' ? '' : `, got ${quote(value)}`;
}

function isTable(name: string): name is Table {
  return tables.some((table) => table === name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    // A ReferenceError is an unquoted value that begins with an asterisk.
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    throw new UserError('bad-mapping', `The mapping is not valid YAML: ${error.message}`);
  }
}
