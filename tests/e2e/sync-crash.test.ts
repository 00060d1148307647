import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { facts } from '../../src/helpdesk.ts';
import { openStore } from '../../src/store/open.ts';
import { openHome, type Home } from '../helpers/home.ts';
import { randomOf } from '../helpers/naive/random.ts';
import { startTerminal } from '../helpers/program.ts';
import { system } from '../fakes/request-tracker/state.ts';
import { startRequestTracker, type FakeRequestTracker } from '../fakes/request-tracker/server.ts';

const kills = 20;

/** Tickets with a past of all kinds; some are deleted and some merged away. */
function fill(server: FakeRequestTracker): void {
  for (const id of [11, 12]) server.saveUser({ id, RealName: `Agent ${id}`, isPrivileged: true });
  for (let id = 101; id <= 130; id += 1) server.saveUser({ id, RealName: `Customer ${id}` });
  for (let id = 1; id <= 120; id += 1) {
    const customer = 101 + (id % 30);
    server.create({ id, Requestor: [customer] }, customer);
    server.setOwner(id, 11 + (id % 2), system);
    server.happen(id, { Type: 'Correspond', by: 11 + (id % 2) });
    if (id % 3 === 0) server.happen(id, { Type: 'Correspond', by: customer });
    if (id % 2 === 0) server.setStatus(id, 'resolved', 11);
    if (id % 4 === 0) server.setStatus(id, 'open', system);
    if (id % 17 === 0) server.setStatus(id, 'deleted', system);
    if (id % 19 === 0) server.merge(id, 1, system);
  }
}

/** Every row of every table, in an order of its own, and how far the desk has been read. */
async function rowsOf(home: Home): Promise<Record<string, unknown>> {
  await using store = await openStore(home.data, undefined);
  const row = z.record(z.string(), z.unknown());
  const all: Record<string, unknown> = {};
  for (const table of [...Object.keys(facts), 'deleted_tickets', 'desk_sources']) {
    const rows = await store.query(`SELECT * FROM ${table}`, [], row);
    all[table] = rows.map((found) => JSON.stringify(found)).toSorted();
  }
  all['cursor'] = await store.query('SELECT cursor, is_complete FROM desks', [], row);
  return all;
}

test(
  `a sync killed with -9 at a random page, ${kills} times, ends with the same rows as one never killed`,
  { timeout: 900_000 },
  async () => {
    await using server = await startRequestTracker({ pageSize: 5 });
    fill(server);
    const config = { desks: [{ ...server.settings, name: 'acme' }] };
    await using calm = await openHome({ config });
    expect(await calm.terminal(['sync'])).toMatchObject({ code: 0 });
    const whole = await rowsOf(calm);
    const requests = server.requests.length;
    expect(await calm.terminal(['sync'])).toMatchObject({ code: 0 });
    // What each sync asks before its first page, and after its last.
    const around = server.requests.length - requests;
    // So that the way to the end is about as long as there are kills.
    const stride = Math.ceil((requests - around) / kills);

    const random = randomOf(20);
    let killed = 0;
    while (killed < kills) {
      await using home = await openHome({ config });
      let isWhole = false;
      while (killed < kills && !isWhole) {
        isWhole = await killAfter(home, {
          requests: around + random.below(2 * stride),
          server,
          wait: random.below(20),
        });
        if (!isWhole) killed += 1;
      }
      expect(isDeepStrictEqual(await rowsOf(home), whole), 'is whole before its end').toBe(isWhole);
      expect(await home.terminal(['sync'])).toMatchObject({ code: 0 });
      expect(await rowsOf(home)).toEqual(whole);
    }
  },
);

/** Kill a sync once it has asked so often, and a moment later. @returns whether it came to its end before */
async function killAfter(
  home: Home,
  { requests, server, wait }: { requests: number; server: FakeRequestTracker; wait: number },
): Promise<boolean> {
  const end = server.requests.length + requests;
  const running = startTerminal(['sync'], { data: home.data });
  const over = { isSo: false };
  void running.outcome.then(() => (over.isSo = true));
  while (server.requests.length < end && !over.isSo) await sleep(1);
  await sleep(wait);
  running.kill9();
  const { code, stderr } = await running.outcome;
  if (code !== null && code !== 0) throw new Error(stderr);
  return code === 0;
}
