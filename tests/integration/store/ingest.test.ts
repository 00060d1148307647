import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findCursor, listDesks, listSources, markFailed, removeDesk } from '../../../src/store/facts/desks.ts';
import type { Store, Value } from '../../../src/store/store.ts';
import { ingestFrom } from '../../../src/store/facts/ingest.ts';
import { complete, fill, startStore } from '../../helpers/store.ts';

const anything = z.record(z.string(), z.unknown());

async function column(store: Store, sql: string, values: readonly Value[] = []): Promise<unknown[]> {
  return (await store.query(sql, values, anything)).map((row) => Object.values(row)[0]);
}

describe('ingest', () => {
  it('stores a page and its cursor, and the same page again changes nothing', async () => {
    await using store = await startStore();
    const page = {
      tickets: [{ id: '1', created_at: 100, updated_at: 200, tags: ['vip', 'it"s'], handle_seconds: 1.5 }],
      replies: [{ id: 'r1', ticket: '1', at: 150, by: 'agent' as const }],
    };
    await fill(store, page, { cursor: 'page 1' });
    await fill(store, page, { cursor: 'page 1' });
    expect(await store.query('SELECT id, tags, handle_seconds, is_complaint FROM tickets', [], anything)).toEqual([
      { id: '1', tags: ['vip', 'it"s'], handle_seconds: 1.5, is_complaint: null },
    ]);
    expect(await column(store, 'SELECT count(*) FROM replies')).toEqual([1]);
    expect(await findCursor(store, { name: 'acme', kind: 'files' })).toBe('page 1');
  });

  it('never lets an older version of a ticket overwrite a newer one, within a page or between pages', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [
        { id: '1', created_at: 100, updated_at: 300, subject: 'newest' },
        { id: '1', created_at: 100, updated_at: 200, subject: 'older' },
      ],
    });
    await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 250, subject: 'late' }] });
    expect(await column(store, 'SELECT subject FROM tickets')).toEqual(['newest']);
  });

  it('takes from a large page what is newer, and leaves what is older or of a deleted ticket', async () => {
    await using store = await startStore();
    const tickets = (subject: string, version: (n: number) => number) =>
      Array.from({ length: 3000 }, (_, n) => ({ id: `${n}`, created_at: 1, updated_at: version(n), subject }));
    await fill(store, { tickets: tickets('first', () => 500) });
    await fill(store, {}, { deleted: [{ id: '2999', at: 10_000 }] });
    await fill(store, { tickets: tickets('second', (n) => (n % 3 === 0 ? 400 : 500 + n)) });
    expect(
      await store.query('SELECT subject, count(*) AS n FROM tickets GROUP BY subject ORDER BY subject', [], anything),
    ).toEqual([
      { subject: 'first', n: 1000 },
      { subject: 'second', n: 1999 },
    ]);
    expect(await column(store, 'SELECT count(*) FROM ticket_spans')).toEqual([2999]);
  });

  it('forgets a deleted ticket with its replies, spans, clocks, surveys and reviews, and an old page does not bring it back', async () => {
    await using store = await startStore();
    const rows = {
      tickets: [{ id: '1', created_at: 100, updated_at: 200 }],
      ticket_spans: [{ ticket: '1', seq: 0, from_at: 100 }],
      replies: [{ id: 'r', ticket: '1', at: 110 }],
      sla_clocks: [{ ticket: '1', kind: 'resolution' as const, started_at: 100 }],
      surveys: [{ id: 's', kind: 'csat' as const, ticket: '1' }],
      reviews: [{ id: 'q', ticket: '1', at: 120 }],
      calls: [{ id: 'c', ticket: '1', at: 120 }],
    };
    await fill(store, rows);
    await fill(store, {}, { deleted: [{ id: '1', at: 300 }] });
    await fill(store, rows);
    for (const table of ['tickets', 'ticket_spans', 'replies', 'sla_clocks', 'surveys', 'reviews']) {
      expect(await column(store, `SELECT count(*) FROM ${table}`), table).toEqual([0]);
    }
    expect(await column(store, 'SELECT count(*) FROM calls')).toEqual([1]);
    await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 400 }] });
    await fill(store, { replies: rows.replies });
    expect(await column(store, 'SELECT count(*) FROM replies')).toEqual([1]);
  });

  it('ignores a deletion older than what it knows of the ticket', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 500 }] });
    await fill(store, {}, { deleted: [{ id: '1', at: 300 }] });
    expect(await column(store, 'SELECT id FROM tickets')).toEqual(['1']);
  });

  it('replaces the spans of a ticket as a set', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [{ id: '1', created_at: 100 }],
      ticket_spans: [
        { ticket: '1', seq: 0, from_at: 100, to_at: 200 },
        { ticket: '1', seq: 1, from_at: 300, to_at: 400 },
      ],
    });
    await fill(store, { ticket_spans: [{ ticket: '1', seq: 0, from_at: 100, to_at: 350 }] });
    expect(await column(store, 'SELECT to_at FROM ticket_spans')).toEqual([350]);
  });

  it('gives a ticket without a history one span, and renews it when the ticket changes', async () => {
    await using store = await startStore();
    const span = async () => await store.query('SELECT seq, from_at, to_at FROM ticket_spans', [], anything);
    await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 100 }] });
    expect(await span()).toEqual([{ seq: -1, from_at: 100, to_at: null }]);
    await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 200, solved_at: 200 }] });
    expect(await span()).toEqual([{ seq: -1, from_at: 100, to_at: 200 }]);
    await fill(store, { ticket_spans: [{ ticket: '1', seq: 0, from_at: 100, to_at: 150 }] });
    expect(await span()).toEqual([{ seq: 0, from_at: 100, to_at: 150 }]);
  });

  it.each(['solved', 'closed'] as const)(
    'takes a ticket that is %s at an unknown instant for open at no time',
    async (status) => {
      await using store = await startStore();
      const spans = async () => await store.query('SELECT from_at, to_at FROM ticket_spans', [], anything);
      await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 200, status }] });
      expect(await spans()).toEqual([]);
      await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 300, status: 'open' }] });
      expect(await spans()).toEqual([{ from_at: 100, to_at: null }]);
      await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 400, status }] });
      expect(await spans()).toEqual([]);
    },
  );

  it('keeps desks apart that use the same ids', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 900, subject: 'a' }] }, { desk: 'acme' });
    await fill(store, { tickets: [{ id: '1', created_at: 100, updated_at: 100, subject: 'b' }] }, { desk: 'emea' });
    await fill(store, {}, { desk: 'acme', deleted: [{ id: '1', at: 1000 }] });
    expect(await column(store, 'SELECT desk FROM tickets')).toEqual(['emea']);
  });

  it('takes text as data, whatever it says', async () => {
    await using store = await startStore();
    const subject = `'); DROP TABLE tickets; -- \u0000 "$1" 😀`;
    await fill(store, { tickets: [{ id: subject, created_at: 1, subject }] });
    const stored = store.engine === 'postgres' ? subject.replace('\0', '\uFFFD') : subject;
    expect(await column(store, 'SELECT subject FROM tickets')).toEqual([stored]);
    expect(await column(store, 'SELECT id FROM tickets WHERE id = $1', [subject])).toEqual([stored]);
  });

  it('knows which sources a desk gives, even before the first row', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [], surveys: [{ id: '1', kind: 'nps' }] }, { gives: ['surveys:csat'] });
    const sources = (await listSources(store)).map(({ source }) => source);
    expect(sources.toSorted()).toEqual(['surveys', 'surveys:csat', 'surveys:nps', 'tickets']);
  });

  it('remembers a failure without losing what was read, and forgets it after a success', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] }, { cursor: 'c1', syncedAt: 50 });
    await markFailed(store, { name: 'acme', kind: 'files', at: 60, error: 'Zendesk: 500' });
    expect((await listDesks(store))[0]).toMatchObject({
      cursor: 'c1',
      synced_at: 50,
      failed_at: 60,
      error: 'Zendesk: 500',
    });
    await fill(store, {}, { syncedAt: 70 });
    expect((await listDesks(store))[0]).toMatchObject({ synced_at: 70, failed_at: null, error: null, rows_read: 1 });
  });

  it('takes pages of any size', async () => {
    await using store = await startStore();
    const tickets = Array.from({ length: 5000 }, (_, index) => ({ id: String(index), created_at: index }));
    await fill(store, { tickets });
    expect(await column(store, 'SELECT count(*) FROM tickets')).toEqual([5000]);
    expect(await column(store, 'SELECT sum(created_at) FROM tickets')).toEqual([(4999 * 5000) / 2]);
  });
});

describe('the store', () => {
  it('undoes a transaction that fails as a whole, and goes on', async () => {
    await using store = await startStore();
    const failing = store.transaction(async (tx) => {
      await tx.run(`INSERT INTO deleted_tickets VALUES ('acme', '1', 1)`, []);
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] });
    expect(await column(store, 'SELECT count(*) FROM deleted_tickets')).toEqual([0]);
  });

  it('keeps what was committed when it is opened again', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] });
    await store.transaction(async (tx) => await tx.run('UPDATE tickets SET subject = $1', ['kept']));
    await using again = await store.reopen();
    expect(await column(again, 'SELECT subject FROM tickets')).toEqual(['kept']);
  });
});

describe('a page pulled from a cursor', () => {
  const acme = { name: 'acme', kind: 'zendesk' };
  const page = (id: string, cursor: string) => ({ facts: complete({ tickets: [{ id, created_at: 1 }] }), cursor });

  it('is stored while the desk is still there, and moves it on', async () => {
    await using store = await startStore();
    expect(await ingestFrom(store, acme, { from: null, batch: page('1', 'a') })).toBe(1);
    expect(await ingestFrom(store, acme, { from: 'a', batch: page('2', 'b') })).toBe(1);
    expect(await findCursor(store, acme)).toBe('b');
  });

  it('is left out when another one moved the desk on, which is not moved back', async () => {
    await using store = await startStore();
    await ingestFrom(store, acme, { from: null, batch: page('1', 'a') });
    await ingestFrom(store, acme, { from: 'a', batch: page('2', 'b') });
    for (const from of [null, 'a']) {
      expect(await ingestFrom(store, acme, { from, batch: page('3', 'a') })).toBeUndefined();
    }
    expect(await findCursor(store, acme)).toBe('b');
    expect(await column(store, 'SELECT id FROM tickets ORDER BY id')).toEqual(['1', '2']);
  });

  it('of a desk removed meanwhile does not bring it back without what came before', async () => {
    await using store = await startStore();
    await ingestFrom(store, acme, { from: null, batch: page('1', 'a') });
    await removeDesk(store, 'acme');
    expect(await ingestFrom(store, acme, { from: 'a', batch: page('2', 'b') })).toBeUndefined();
    await fill(store, { tickets: [{ id: '3', created_at: 1 }] }, { kind: 'files', cursor: 'end' });
    expect(await ingestFrom(store, acme, { from: 'a', batch: page('2', 'b') })).toBeUndefined();
    expect(await ingestFrom(store, acme, { from: null, batch: page('1', 'a') })).toBe(1);
  });

  it('goes to one of many who come with it at once', async () => {
    await using store = await startStore();
    const pages = [1, 2, 3, 4, 5].map((n) => ingestFrom(store, acme, { from: null, batch: page(`${n}`, `${n}`) }));
    const written = await Promise.all(pages);
    expect(written.filter((rows) => rows !== undefined)).toEqual([1]);
    expect(await column(store, 'SELECT id FROM tickets')).toEqual([await findCursor(store, acme)]);
  });
});

describe('files beside a connected desk', () => {
  it('add facts without moving its cursor or its age', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] }, { kind: 'zendesk', cursor: 'z1', syncedAt: 10 });
    await fill(store, { surveys: [{ id: 's', kind: 'nps' }] }, { kind: 'files', cursor: 'end', syncedAt: 20 });
    expect(await findCursor(store, { name: 'acme', kind: 'zendesk' })).toBe('z1');
    expect((await listDesks(store))[0]).toMatchObject({ kind: 'zendesk', synced_at: 10, rows_read: 2 });
  });

  it('are read to their end, page by page', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] }, { kind: 'zendesk', cursor: 'z1' });
    const files = { name: 'acme', kind: 'files' };
    expect(await ingestFrom(store, files, { from: null, batch: { facts: {}, cursor: 'begun' } })).toBe(0);
    expect(await ingestFrom(store, files, { from: 'begun', batch: { facts: {}, cursor: 'read' } })).toBe(0);
  });

  it('are followed by a desk connected later under their name, which is read from its beginning', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] }, { kind: 'files', cursor: 'end' });
    expect(await findCursor(store, { name: 'acme', kind: 'zendesk' })).toBeNull();
    await fill(store, {}, { kind: 'zendesk', cursor: 'z1' });
    expect(await findCursor(store, { name: 'acme', kind: 'zendesk' })).toBe('z1');
  });

  it('go with the desk when it is removed', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] });
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] }, { desk: 'emea' });
    await removeDesk(store, 'acme');
    expect(await column(store, 'SELECT desk FROM tickets')).toEqual(['emea']);
    expect((await listDesks(store)).map(({ name }) => name)).toEqual(['emea']);
  });
});
