import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Clock } from '../kit/index.ts';
import { failureOf, type Call, type Dialect } from './operation.ts';

/** Vtiger cuts larger pages to this without a word. */
export const largestPage = 100;

export interface Query {
  readonly from: string;
  /** Conditions that must all hold: Vtiger's language has no parentheses. */
  readonly where?: readonly string[];
  readonly orderBy: string;
  readonly offset?: number;
}

export interface Page {
  readonly rows: readonly unknown[];
  /** Whether there may be more. */
  readonly isFull: boolean;
}

export interface Changes {
  readonly deleted: readonly string[];
  readonly hasMore: boolean;
  /** Where to go on, epoch seconds. */
  readonly until: number;
}

/** Vtiger's operations that are used here; each asks once and reads one page. */
export interface Api {
  readonly pageSize: number;
  /** Epoch seconds by Vtiger's clock, as its last answer told; by ours until then. */
  now(): number;
  page(query: Query, call: Call): Promise<Page>;
  count(query: Omit<Query, 'orderBy'>, call: Call): Promise<number>;
  /** The records of these ids that there are, in any order. */
  records(module: string, ids: readonly string[], call: Call): Promise<readonly unknown[]>;
  /** The number that the ids of a module begin with. */
  prefix(module: string, call: Call): Promise<string>;
  /** What changed after an instant (epoch seconds); undefined where this Vtiger cannot tell, or not this user. */
  changes(module: string, since: number, call: Call): Promise<Changes | undefined>;
  /** The modules that the user may read, to begin with. */
  modules(call: Call): Promise<{ types: readonly string[]; headers: Headers }>;
}

const rows = z.array(z.unknown());
const counted = z.tuple([z.object({ count: z.coerce.number().int().min(0) })]);
const described = z.object({ idPrefix: z.string().regex(/^\d+$/) });
const listed = z.object({ types: z.array(z.string()) });
const changed = z.object({
  deleted: z.array(z.string()),
  more: z.boolean(),
  lastModifiedTime: z.coerce.number().int(),
});
const unsupported = new Set(['BROKEN_OPERATION', 'UNKNOWN_OPERATION', 'OPERATION_NOT_SUPPORTED', 'ACCESS_DENIED']);

export function openApi(
  dialect: Dialect,
  { service, desk, clock, pageSize }: { service: string; desk: string; clock: Clock; pageSize: number },
): Api {
  const prefixes = new Map<string, string>();
  let aheadMs = 0;

  async function send(operation: string, parameters: Readonly<Record<string, string>>, call: Call) {
    const received = await dialect(operation, parameters, call);
    const date = Date.parse(received.headers.get('date') ?? '');
    if (!Number.isNaN(date)) aheadMs = date - clock.now();
    return received;
  }

  async function ask<T>(
    operation: string,
    parameters: Readonly<Record<string, string>>,
    { as, call }: { as: z.ZodType<T>; call: Call },
  ): Promise<{ result: T; headers: Headers }> {
    const { answer, headers } = await send(operation, parameters, call);
    const failure = failureOf(answer, { service, operation, desk });
    if (failure !== undefined) throw failure;
    const parsed = as.safeParse(answer.success ? answer.result : undefined);
    if (parsed.success) return { result: parsed.data, headers };
    throw new UpstreamError(service, `${operation} answered in an unknown shape.`, { reason: 'unavailable' });
  }

  return {
    pageSize,
    now: () => Math.floor((clock.now() + aheadMs) / 1000),
    async page({ orderBy, offset = 0, ...of }, call) {
      const query = `${select('*', of)} ORDER BY ${orderBy} ASC LIMIT ${offset}, ${pageSize};`;
      const { result } = await ask('query', { query }, { as: rows, call });
      return { rows: result, isFull: result.length >= pageSize };
    },
    async count(of, call) {
      const { result } = await ask('query', { query: `${select('count(*)', of)};` }, { as: counted, call });
      return result[0].count;
    },
    async records(module, ids, call) {
      const found: unknown[] = [];
      for (let at = 0; at < ids.length; at += pageSize) {
        const where = [among('id', ids.slice(at, at + pageSize))];
        const query = `${select('*', { from: module, where })} LIMIT 0, ${pageSize};`;
        found.push(...(await ask('query', { query }, { as: rows, call })).result);
      }
      return found;
    },
    async prefix(module, call) {
      const known = prefixes.get(module);
      if (known !== undefined) return known;
      const { result } = await ask('describe', { elementType: module }, { as: described, call });
      prefixes.set(module, result.idPrefix);
      return result.idPrefix;
    },
    async changes(module, since, call) {
      const parameters = { modifiedTime: String(since), elementType: module, syncType: 'application' };
      const { answer } = await send('sync', parameters, call);
      if (!answer.success && unsupported.has(answer.error.code)) return undefined;
      const failure = failureOf(answer, { service, operation: 'sync', desk });
      if (failure !== undefined) throw failure;
      const parsed = changed.safeParse(answer.success ? answer.result : undefined);
      if (!parsed.success) return undefined;
      const { deleted, more, lastModifiedTime } = parsed.data;
      return { deleted, hasMore: more && lastModifiedTime > since, until: lastModifiedTime };
    },
    async modules(call) {
      const { result, headers } = await ask('listtypes', {}, { as: listed, call });
      return { types: result.types, headers };
    },
  };
}

/** All of a small module, a page at a time. */
export async function* everyPage(
  module: string,
  { api, call, where = [] }: { api: Api; call: Call; where?: readonly string[] },
): AsyncGenerator<readonly unknown[]> {
  for (let offset = 0; ; offset += api.pageSize) {
    const { rows, isFull } = await api.page({ from: module, where, orderBy: 'id', offset }, call);
    yield rows;
    if (!isFull) return;
  }
}

/** A condition on one of several ids. */
export function among(field: string, ids: readonly string[]): string {
  return `${field} IN (${ids.map((id) => `'${id}'`).join(', ')})`;
}

function select(columns: string, { from, where = [] }: Omit<Query, 'orderBy' | 'offset'>): string {
  return [`SELECT ${columns} FROM ${from}`, where.join(' AND ')].filter((part) => part !== '').join(' WHERE ');
}
