import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import { describe, expect, test } from 'vitest';
import { facts, type Batch, type Helpdesk, type Table } from '../../src/helpdesk.ts';
import { collect, settle } from './desk-state.ts';
import type { Fault } from './faults.ts';
import type { HelpdeskServer } from './helpdesk-server.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A service on this machine, and readers of it. */
export interface DeskUnderTest extends AsyncDisposable {
  readonly server: HelpdeskServer;
  /** The service and its readers share it. */
  readonly clock: VirtualClock;
  /** A reader, as a new process would open it, with the credentials that hold. */
  open(log?: Logger): Helpdesk;
  /** Put rows of every kind the connector reads into the service, so many that every list has at least 3 pages. */
  fill(): void;
  /** Change one row that `fill` made and add one, each as a later sync must notice. @returns table and key of both, as {@link settle} names them */
  change(): { readonly changed: readonly [Table, string]; readonly added: readonly [Table, string] };
  /** Put in a row with a field missing and one with a field of another type. @returns the places that a report must name */
  spoil(): readonly string[];
  /** From now on the credentials that readers opened before have are refused; {@link open} gives new ones. */
  expire(): void;
}

export interface DeskOptions {
  /** Rows of a page, at most: the service's own limit is larger, and it may give fewer than asked for. */
  readonly pageSize?: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows?: number;
  /** Milliseconds by which the readers' clock is ahead of the service's. */
  readonly ahead?: number;
}

interface Subject {
  start(options?: DeskOptions): Promise<DeskUnderTest>;
  /** Part of the path of each endpoint that a pull of the filled service asks. */
  endpoints: readonly string[];
  /** What `fill` wrote for people, and the credentials: none of it may be logged. */
  secrets: RegExp;
}

const faults: [string, Fault][] = [
  ['a 429 that says how long to wait', { status: 429, headers: { 'retry-after': '7' } }],
  ['a 429 that does not', { status: 429 }],
  ['a 500', { status: 500, body: '<html>Sorry</html>' }],
  ['a 503', { status: 503 }],
  ['a connection closed without an answer', 'drop'],
  ['a reset in the middle of the body', 'reset'],
  ['a body whose JSON ends too early', 'truncated'],
];

/** What every connector must do, whatever its service. */
export function testConnector(service: string, { start, endpoints, secrets }: Subject): void {
  const pull = (desk: DeskUnderTest, cursor: string | null = null): AsyncIterable<Batch> =>
    desk.open().pull(cursor, new AbortController().signal);
  const cursorOf = (batches: readonly Batch[]) => batches.at(-1)?.cursor ?? null;

  let read: Promise<ReturnType<typeof settle>> | undefined;

  /** What one page that is large enough for everything holds. */
  function whole(): Promise<ReturnType<typeof settle>> {
    read ??= (async () => {
      await using desk = await start();
      desk.fill();
      return settle(await collect(pull(desk)));
    })();
    return read;
  }

  describe(`${service}: a pull`, () => {
    test('reads every page to the end, and marks the last batch and only that', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const batches = await collect(pull(desk));
      const state = settle(batches);
      expect(state).toEqual(await whole());
      expect(Object.values(state).flatMap((rows) => Object.keys(rows)).length).toBeGreaterThan(5);
      expect(batches.filter(({ isLast }) => isLast)).toEqual([batches.at(-1)]);
    });

    test('gives rows as the vocabulary has them, and skips none', async () => {
      await using desk = await start();
      desk.fill();
      for (const batch of await collect(pull(desk))) {
        expect(batch.skipped ?? []).toEqual([]);
        for (const [table, rows] of Object.entries(batch.facts)) {
          for (const row of rows) expect(facts[table as Table].parse(row)).toEqual(row);
        }
      }
    });

    test('asks each endpoint that it is said to', async () => {
      await using desk = await start();
      desk.fill();
      await collect(pull(desk));
      const unasked = endpoints.filter((path) => !desk.server.requests.some((request) => request.includes(path)));
      expect(unasked).toEqual([]);
    });

    test('asks for no page before it is wanted', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const pages = pull(desk)[Symbol.asyncIterator]();
      await pages.next();
      const asked = desk.server.requests.length;
      await turn();
      expect(desk.server.requests).toHaveLength(asked);
      await exhaust(pages);
      expect(desk.server.requests.length).toBeGreaterThan(asked);
    });

    test('ends between two batches once it is aborted', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const stop = new AbortController();
      let batches = 0;
      for await (const batch of desk.open().pull(null, stop.signal)) {
        expect(batch.isLast).toBeUndefined();
        batches += 1;
        stop.abort();
      }
      expect(batches).toBe(1);
    });
  });

  describe(`${service}: going on from a cursor`, () => {
    test('stopping after any batch and going on in a new process gives the same rows', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const all = await collect(pull(desk));
      expect(all.length).toBeGreaterThan(2);
      for (const [index, { cursor }] of all.entries()) {
        const rest = await collect(pull(desk, cursor));
        expect(settle([...all.slice(0, index + 1), ...rest]), `stopped after batch ${index}`).toEqual(settle(all));
      }
    });

    test('rows that come twice at the edges of pages change nothing', async () => {
      await using desk = await start({ pageSize: 3, repeatedRows: 1 });
      desk.fill();
      expect(settle(await collect(pull(desk)))).toEqual(await whole());
    });

    test('what changed and what is new comes with the next pull', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const first = await collect(pull(desk));
      desk.clock.advance(600_000);
      const { changed, added } = desk.change();
      desk.clock.advance(600_000);
      const second = await collect(pull(desk, cursorOf(first)));
      const [before, after] = [settle(first), settle([...first, ...second])];
      expect(after[changed[0]]?.[changed[1]]).toBeDefined();
      expect(after[changed[0]]?.[changed[1]]).not.toEqual(before[changed[0]]?.[changed[1]]);
      expect(before[added[0]]?.[added[1]]).toBeUndefined();
      expect(after[added[0]]?.[added[1]]).toBeDefined();
      expect(after).toEqual(settle(await collect(pull(desk))));
    });

    test('nothing newer changes nothing, and asks for little', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const first = await collect(pull(desk));
      const asked = desk.server.requests.length;
      desk.clock.advance(600_000);
      const second = await collect(pull(desk, cursorOf(first)));
      expect(settle([...first, ...second])).toEqual(settle(first));
      expect(second.at(-1)?.isLast).toBe(true);
      expect(desk.server.requests.length - asked).toBeLessThan(asked);
    });

    test('an empty service gives its tables without rows, and what comes later is read', async () => {
      await using desk = await start({ pageSize: 2 });
      const empty = await collect(pull(desk));
      expect(Object.values(settle(empty)).flatMap((rows) => Object.keys(rows))).toEqual([]);
      desk.clock.advance(600_000);
      desk.fill();
      const later = await collect(pull(desk, cursorOf(empty)));
      expect(Object.keys(settle([...empty, ...later])).toSorted()).toEqual(Object.keys(settle(later)).toSorted());
      expect(settle(later)).toEqual(settle(await collect(pull(desk))));
    });

    test.each([
      ['a minute ahead', 60_000],
      ['four minutes behind', -240_000],
    ])('a clock here that is %s of the service’s misses nothing', async (_, ahead) => {
      await using desk = await start({ pageSize: 2, ahead });
      desk.fill();
      const first = await collect(pull(desk));
      desk.clock.advance(5000);
      const { added } = desk.change();
      desk.clock.advance(900_000);
      const second = await collect(pull(desk, cursorOf(first)));
      expect(settle([...first, ...second])[added[0]]?.[added[1]]).toBeDefined();
    });

    test('a cursor that is none is refused with what to do', async () => {
      await using desk = await start();
      await expect(collect(pull(desk, '{"page":7}'))).rejects.toMatchObject({ code: 'unreadable-cursor' });
      await expect(collect(pull(desk, 'page 7'))).rejects.toMatchObject({ code: 'unreadable-cursor' });
    });
  });

  describe(`${service}: faults`, () => {
    test.each(faults)('%s costs a wait and no row, at each endpoint', async (_, fault) => {
      await using desk = await start({ pageSize: 3 });
      desk.fill();
      const before = desk.clock.sleeps.length;
      for (const path of endpoints) desk.server.failNext(path, fault);
      expect(settle(await collect(pull(desk)))).toEqual(await whole());
      expect(desk.clock.sleeps.length - before).toBeGreaterThanOrEqual(endpoints.length);
    });

    test('Retry-After is honoured to the second', async () => {
      await using desk = await start();
      desk.server.failNext(endpoints[0] ?? '', { status: 429, headers: { 'retry-after': '37' } });
      await collect(pull(desk));
      expect(desk.clock.sleeps).toContain(37_000);
    });

    test('a service that stays down is unavailable, and what was read before stands', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const pages = pull(desk)[Symbol.asyncIterator]();
      const first = await pages.next();
      for (let tries = 0; tries < 6; tries += 1) desk.server.failNext('', { status: 500 });
      await expect(exhaust(pages)).rejects.toMatchObject({ reason: 'unavailable' });
      const rest = await collect(pull(desk, first.value?.cursor ?? null));
      expect(settle([first.value, ...rest].filter((batch) => batch !== undefined))).toEqual(await whole());
    });

    test('credentials that expire end the pull, and their successors go on from there', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      const pages = pull(desk)[Symbol.asyncIterator]();
      const first = await pages.next();
      desk.expire();
      const asked = desk.server.requests.length;
      await expect(exhaust(pages)).rejects.toMatchObject({ reason: 'unauthorized' });
      expect(desk.server.requests.length - asked).toBeLessThan(4);
      const rest = await collect(pull(desk, first.value?.cursor ?? null));
      expect(settle([first.value, ...rest].filter((batch) => batch !== undefined))).toEqual(await whole());
    });

    test('a row that does not fit is named with its place, and the others load', async () => {
      await using desk = await start();
      desk.fill();
      const places = desk.spoil();
      const batches = await collect(pull(desk));
      const skipped = batches.flatMap((batch) => batch.skipped ?? []);
      expect(new Set(skipped.map(({ place }) => place))).toEqual(new Set(places));
      expect(skipped.every(({ reason }) => reason.length > 0)).toBe(true);
      expect(settle(batches)).toMatchObject(await whole());
    });

    test('the log carries neither credentials nor what people wrote', async () => {
      await using desk = await start({ pageSize: 2 });
      desk.fill();
      for (const path of endpoints) desk.server.failNext(path, { status: 500, body: 'What people wrote' });
      const log = new PassThrough();
      await collect(desk.open(pino({ level: 'trace' }, log)).pull(null, new AbortController().signal));
      const lines = String(log.read());
      expect(lines).toContain('request is tried again');
      expect(lines).not.toMatch(secrets);
      expect(lines).not.toContain('What people wrote');
    });
  });

  describe(`${service}: doctor`, () => {
    test('finds nothing wrong with a service that is set up well', async () => {
      await using desk = await start();
      desk.fill();
      const checks = await desk.open().check();
      expect(checks.filter(({ isOk }) => !isOk)).toEqual([]);
      expect(checks.map(({ name }) => name).slice(0, 2)).toEqual(['address', 'credentials']);
      expect(checks.map(({ name }) => name)).toContain('clock');
    });

    test('tells credentials that are refused from an address that does not answer', async () => {
      const desk = await start();
      const reader = desk.open();
      desk.expire();
      const refused = await reader.check();
      expect(refused.map(({ name, isOk }) => [name, isOk])).toEqual([
        ['address', true],
        ['credentials', false],
      ]);
      await desk[Symbol.asyncDispose]();
      const gone = await reader.check();
      expect(gone.map(({ name, isOk }) => [name, isOk])).toEqual([['address', false]]);
    });

    test('tells a clock that is off', async () => {
      await using desk = await start({ ahead: 95_000 });
      const clock = (await desk.open().check()).find(({ name }) => name === 'clock');
      expect(clock).toMatchObject({ isOk: false, detail: expect.stringContaining('95 s ahead') as string });
    });
  });
}

async function exhaust(pages: AsyncIterator<Batch>): Promise<void> {
  while (!(await pages.next()).done);
}
