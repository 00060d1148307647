import { describe, expect, test } from 'vitest';
import { collect, settle } from '../helpers/desk-state.ts';
import { fill, startZendeskDesk } from '../helpers/zendesk-desk.ts';

describe('a pull', () => {
  test('reads every page of every stream to the end', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 2, listPageSize: 2 });
    fill(desk.zendesk);
    const state = settle(await collect(desk.pull(null)));
    expect(Object.keys(state.agents ?? {})).toEqual(['11', '12']);
    expect(Object.keys(state.customers ?? {})).toEqual(['31', '32', '33']);
    expect(Object.keys(state.tickets ?? {})).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(Object.keys(state.surveys ?? {})).toEqual(['1', '2', '3', '4', '5']);
  });

  test('knows the names of groups and organizations on every row', async () => {
    await using desk = await startZendeskDesk({ listPageSize: 1 });
    fill(desk.zendesk);
    const state = settle(await collect(desk.pull(null)));
    expect(state.agents?.['12']).toMatchObject({ name: 'Ben Ode', team: 'Returns' });
    expect(state.customers?.['31']).toMatchObject({ organization: 'Initech' });
    expect(state.tickets?.['7']).toMatchObject({ team: 'Billing', agent: '11', organization: 'Initech' });
    expect(state.surveys?.['5']).toMatchObject({ team: null, score: 1 });
  });

  test('looks organizations up a hundred at a time, and each only once', async () => {
    await using desk = await startZendeskDesk();
    for (let id = 1; id <= 150; id += 1) {
      desk.zendesk.organizations.push({ id, name: `Organization ${id}` });
      desk.zendesk.saveTicket({ id, organization_id: id });
      desk.zendesk.saveUser({ id: 1000 + id, organization_id: id });
    }
    const state = settle(await collect(desk.pull(null)));
    expect(state.customers?.['1150']).toMatchObject({ organization: 'Organization 150' });
    expect(state.tickets?.['101']).toMatchObject({ organization: 'Organization 101' });
    expect(desk.zendesk.requests.filter((request) => request.includes('show_many'))).toHaveLength(2);
  });

  test('marks the last batch, and only that', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 3 });
    fill(desk.zendesk);
    const marks = (await collect(desk.pull(null))).map(({ isLast }) => isLast === true);
    expect(marks.indexOf(true)).toBe(marks.length - 1);
  });

  test('holds one page at a time: the next is asked for when it is wanted', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 2 });
    fill(desk.zendesk);
    const exports = () => desk.zendesk.requests.filter((request) => request.includes('/incremental/')).length;
    const pages = desk.pull(null)[Symbol.asyncIterator]();
    await pages.next();
    expect(exports()).toBe(1);
    await pages.next();
    expect(exports()).toBe(2);
    await pages.return?.();
  });

  test('ends between two batches once it is aborted', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 2 });
    fill(desk.zendesk);
    const stop = new AbortController();
    let batches = 0;
    for await (const batch of desk.open().pull(null, stop.signal)) {
      expect(batch.isLast).toBeUndefined();
      batches += 1;
      stop.abort();
    }
    expect(batches).toBe(1);
  });

  test('asks for metric sets on every page and starts the first one long ago', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 3 });
    fill(desk.zendesk);
    await collect(desk.pull(null));
    const tickets = desk.zendesk.requests.filter((request) => request.includes('/tickets/'));
    expect(tickets).toHaveLength(3);
    expect(tickets[0]).toContain('?start_time=1&');
    expect(tickets.every((request) => request.endsWith('include=metric_sets'))).toBe(true);
  });
});

describe('going on from a cursor', () => {
  test('stopping after any batch and going on in a new process gives the same rows', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 2, listPageSize: 2 });
    fill(desk.zendesk);
    const whole = await collect(desk.pull(null));
    expect(whole.length).toBeGreaterThan(9);
    for (const [at, { cursor }] of whole.entries()) {
      const rest = await collect(desk.pull(cursor));
      expect(settle([...whole.slice(0, at + 1), ...rest]), `stopped after batch ${at}`).toEqual(settle(whole));
    }
  });

  test('rows that come twice at the edges of pages change nothing', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 3, listPageSize: 3, repeatedRows: 1 });
    fill(desk.zendesk);
    const batches = await collect(desk.pull(null));
    expect(batches.flatMap(({ facts }) => facts.tickets ?? []).length).toBeGreaterThan(7);
    expect(Object.keys(settle(batches).tickets ?? {})).toHaveLength(7);
    const again = await collect(desk.pull(null));
    expect(settle([...batches, ...again])).toEqual(settle(batches));
  });

  test('nothing newer gives no tickets, no users and a last batch', async () => {
    await using desk = await startZendeskDesk();
    fill(desk.zendesk);
    const cursor = (await collect(desk.pull(null))).at(-1)?.cursor ?? null;
    desk.clock.advance(3_600_000);
    await collect(desk.pull(cursor));
    const after = (await collect(desk.pull(cursor))).at(-1)?.cursor ?? null;
    desk.clock.advance(3_600_000);
    const batches = await collect(desk.pull(after));
    expect(batches.flatMap(({ facts }) => Object.values(facts).flat())).toEqual([]);
    expect(batches.at(-1)?.isLast).toBe(true);
  });

  test('an empty desk gives its tables without rows, and what comes later is read', async () => {
    await using desk = await startZendeskDesk();
    const empty = await collect(desk.pull(null));
    expect(settle(empty)).toEqual({ agents: {}, customers: {}, tickets: {}, surveys: {} });
    expect(empty.flatMap(({ gives }) => gives ?? [])).toEqual(['surveys:csat']);
    desk.clock.advance(600_000);
    fill(desk.zendesk);
    const later = settle(await collect(desk.pull(empty.at(-1)?.cursor ?? null)));
    expect(Object.keys(later.tickets ?? {})).toHaveLength(7);
    expect(Object.keys(later.surveys ?? {})).toHaveLength(5);
  });

  test('a ticket changed within the last minute is read by a later sync', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.saveTicket({ id: 1, generated_timestamp: desk.clock.now() / 1000 - 5 });
    const first = await collect(desk.pull(null));
    expect(settle(first).tickets).toEqual({});
    desk.clock.advance(60_000);
    const second = await collect(desk.pull(first.at(-1)?.cursor ?? null));
    expect(Object.keys(settle(second).tickets ?? {})).toEqual(['1']);
  });

  test('an export that ends without a cursor is gone on with from the one before', async () => {
    await using desk = await startZendeskDesk();
    fill(desk.zendesk);
    const first = (await collect(desk.pull(null))).at(-1)?.cursor ?? null;
    const body = '{"tickets":[],"after_cursor":null,"end_of_stream":true}';
    desk.zendesk.failNext('/tickets/', { status: 200, body });
    const second = (await collect(desk.pull(first))).at(-1)?.cursor ?? null;
    const third = await collect(desk.pull(second));
    expect(third.flatMap(({ facts }) => facts.tickets ?? [])).toEqual([]);
  });

  test('a cursor of another kind is refused with what to do', async () => {
    await using desk = await startZendeskDesk();
    await expect(collect(desk.pull('{"page":7}'))).rejects.toMatchObject({
      name: 'UserError',
      code: 'unreadable-cursor',
      message: expect.stringContaining('newer Deskpulse') as string,
    });
    expect(desk.zendesk.requests).toEqual([]);
  });
});

describe('what changes at the source', () => {
  /** Read all, change something, read on: what the store holds then. */
  async function changed(change: (desk: Awaited<ReturnType<typeof startZendeskDesk>>) => void) {
    await using desk = await startZendeskDesk();
    fill(desk.zendesk);
    const before = await collect(desk.pull(null));
    desk.clock.advance(600_000);
    change(desk);
    const after = await collect(desk.pull(before.at(-1)?.cursor ?? null));
    return { after, state: settle([...before, ...after]) };
  }

  test('a deleted ticket is gone', async () => {
    const { after, state } = await changed(({ zendesk }) => zendesk.deleteTicket(3));
    expect(Object.keys(state.tickets ?? {})).toEqual(['1', '2', '4', '5', '6', '7']);
    expect(after.flatMap(({ deleted }) => deleted ?? [])).toEqual([{ id: '3', at: expect.any(Number) as number }]);
  });

  test('a ticket merged into another is gone', async () => {
    const { state } = await changed(({ zendesk }) => zendesk.mergeTicket(4));
    expect(state.tickets?.['4']).toBeUndefined();
  });

  test('a ticket solved and then reopened is unsolved again', async () => {
    const { state } = await changed(({ zendesk }) => {
      zendesk.saveTicket({ id: 5, status: 'solved', metric_set: { solved_at: '2026-03-02T08:00:00Z' } });
      zendesk.saveTicket({ id: 5, status: 'open', metric_set: { reopens: 1 } });
    });
    expect(state.tickets?.['5']).toMatchObject({ status: 'open', solved_at: null, reopens: 1 });
  });

  test('a rating changed later replaces what was given first', async () => {
    const { after, state } = await changed(({ zendesk }) => zendesk.saveRating({ id: 2, score: 'good' }));
    expect(state.surveys?.['2']).toMatchObject({ score: 1 });
    expect(after.flatMap(({ facts }) => facts.surveys ?? []).map(({ id }) => id)).toContain('2');
  });

  test('a rating given weeks after it was offered is found within the hour', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.saveRating({ id: 1, score: 'offered' });
    const offered = await collect(desk.pull(null));
    desk.clock.advance(30 * 86_400_000);
    const weeksLater = await collect(desk.pull(offered.at(-1)?.cursor ?? null));
    desk.clock.advance(300_000);
    desk.zendesk.saveRating({ id: 1, score: 'bad', comment: 'Better late than never' });
    const read = [...weeksLater];
    for (let sync = 0; sync < 6; sync += 1) {
      desk.clock.advance(600_000);
      read.push(...(await collect(desk.pull(read.at(-1)?.cursor ?? null))));
    }
    expect(settle(read).surveys?.['1']).toMatchObject({ score: 0, comment: 'Better late than never' });
  });

  test('a rating given just after a sync is found though our clock is five minutes ahead', async () => {
    await using desk = await startZendeskDesk({ ahead: 300_000 });
    desk.zendesk.saveRating({ id: 1, score: 'offered' });
    const before = await collect(desk.pull(null));
    desk.clock.advance(180_000);
    desk.zendesk.saveRating({ id: 1, score: 'good' });
    desk.clock.advance(7_200_000);
    const after = await collect(desk.pull(before.at(-1)?.cursor ?? null));
    expect(settle(after).surveys?.['1']).toMatchObject({ score: 1 });
  });

  test('a survey that was never offered is none', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.saveRating({ id: 1, score: 'unoffered' });
    desk.zendesk.saveRating({ id: 2, score: 'offered' });
    expect(Object.keys(settle(await collect(desk.pull(null))).surveys ?? {})).toEqual(['2']);
  });

  test('an agent who becomes a customer stays an agent, no longer active', async () => {
    const { state } = await changed(({ zendesk }) => zendesk.saveUser({ id: 11, role: 'end-user' }));
    expect(state.agents?.['11']).toMatchObject({ name: 'Ana Ray', is_active: false });
    expect(state.customers?.['11']).toBeUndefined();
  });

  test('a customer who becomes an agent is an agent from then on', async () => {
    const { state } = await changed(({ zendesk }) => zendesk.saveUser({ id: 33, role: 'agent', default_group_id: 52 }));
    expect(state.agents?.['33']).toMatchObject({ team: 'Returns', is_active: true });
  });
});

test('a desk without ratings is not connected to them, and everything else is read', async () => {
  await using desk = await startZendeskDesk();
  fill(desk.zendesk);
  desk.zendesk.hasRatings = false;
  const batches = await collect(desk.pull(null));
  const state = settle(batches);
  expect(Object.keys(state.tickets ?? {})).toHaveLength(7);
  expect(state.surveys).toBeUndefined();
  expect(batches.flatMap(({ gives }) => gives ?? [])).toEqual([]);
  expect(batches.at(-1)?.isLast).toBe(true);
});
