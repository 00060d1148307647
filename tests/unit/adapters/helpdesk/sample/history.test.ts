import { describe, expect, test } from 'vitest';
import { changes } from '../../../../../src/adapters/helpdesk/sample/history.ts';
import { openSample } from '../../../../../src/adapters/helpdesk/sample/index.ts';
import { ticketsOf } from '../../../../../src/adapters/helpdesk/sample/ticket-story.ts';
import { longestStory, openWorld } from '../../../../../src/adapters/helpdesk/sample/world.ts';
import type { Batch } from '../../../../../src/helpdesk.ts';
import { settle } from '../../../../helpers/desk-state.ts';
import { batchesOf } from '../../../../helpers/pull.ts';

const day = 86_400;
const at = (iso: string) => Date.parse(iso) / 1000;

/** What a store holds after pulls at these instants, each from the last one's cursor. */
async function pullAt(instants: readonly number[], { tickets = 600, seed = 1 } = {}) {
  let now = 0;
  const desk = openSample({ name: 'sample', tickets, seed, now: () => now });
  const batches: Batch[] = [];
  for (const instant of instants) {
    now = instant;
    batches.push(...(await batchesOf(desk, batches.at(-1)?.cursor ?? null)));
  }
  return settle(batches);
}

describe('pulls one after another end where a single one does', () => {
  test('from nothing, within the day that fixes the start', async () => {
    const morning = at('2026-11-18T00:00:00Z');
    const steps = [0, 1, 60, 7 * 3600, 7 * 3600 + 5, 12 * 3600, day - 1].map((seconds) => morning + seconds);
    expect(await pullAt(steps, { tickets: 5000 })).toEqual(await pullAt(steps.slice(-1), { tickets: 5000 }));
  });

  test('from the same start, over months', async () => {
    const start = at('2026-02-01T13:37:00Z');
    const gaps = [0, 300, 3600, 11 * 3600, 3 * day, 3 * day + 1, 29 * day, 100 * day, 170 * day];
    const steps = gaps.map((gap) => start + gap);
    expect(await pullAt(steps)).toEqual(await pullAt([steps[0] ?? 0, steps.at(-1) ?? 0]));
  });

  test('whatever lay between them', () => {
    const start = Math.floor(at('2026-02-01T00:00:00Z') / day);
    const world = openWorld({ seed: 3, start, tickets: 600 });
    const stops = [-1, ...Array.from({ length: 40 }, (_, index) => (start + index * 3.3) * day)].map(Math.floor);
    const told = stops.slice(1).flatMap((upTo, index) => [...changes(world, { after: stops[index] ?? -1, upTo })]);
    const once = [...changes(world, { after: -1, upTo: stops.at(-1) ?? 0 })];
    const asBatches = (list: typeof told) => list.map((facts): Batch => ({ facts, cursor: '' }));
    expect(settle(asBatches(told))).toEqual(settle(asBatches(once)));
  });
});

test('a pull that was cut short goes on to the same end', async () => {
  const now = at('2026-11-18T10:00:00Z');
  const desk = openSample({ name: 'sample', tickets: 10_000, now: () => now });
  const whole = await batchesOf(desk);
  expect(whole.length).toBeGreaterThan(1);
  const again = await batchesOf(desk, whole[0]?.cursor);
  expect(settle([...whole.slice(0, 1), ...again])).toEqual(settle(whole));
});

test('a pull gives only what changed since the last one', async () => {
  let now = at('2026-11-18T10:00:00Z');
  const desk = openSample({ name: 'sample', tickets: 20_000, now: () => now });
  const cursor = (await batchesOf(desk)).at(-1)?.cursor ?? null;
  now += 1800;
  const tickets = (await batchesOf(desk, cursor)).flatMap(({ facts }) => facts.tickets ?? []);
  expect(tickets.length).toBeGreaterThan(0);
  for (const { updated_at: updatedAt } of tickets) {
    expect(updatedAt).toBeGreaterThan(now - 1800);
    expect(updatedAt).toBeLessThanOrEqual(now);
  }
});

test('a clock that was put back gives nothing, and the cursor stays', async () => {
  let now = at('2026-11-18T10:00:00Z');
  const desk = openSample({ name: 'sample', tickets: 600, now: () => now });
  const cursor = (await batchesOf(desk)).at(-1)?.cursor ?? '';
  now -= day;
  const [batch, ...more] = await batchesOf(desk, cursor);
  expect(more).toEqual([]);
  expect(batch).toEqual({ facts: expect.anything(), cursor, isLast: true });
  expect(Object.values(batch?.facts ?? {}).flat()).toEqual([]);
});

test('the same seed gives the same history, another one another', async () => {
  const now = [at('2026-11-18T10:00:00Z')];
  expect(await pullAt(now, { seed: 5 })).toEqual(await pullAt(now, { seed: 5 }));
  expect(await pullAt(now, { seed: 5 })).not.toEqual(await pullAt(now, { seed: 6 }));
});

test('whatever begins is over by the time nobody looks at it any more', () => {
  const start = Math.floor(at('2026-01-01T00:00:00Z') / day);
  const world = openWorld({ seed: 1, start, tickets: 20_000 });
  for (let epochDay = start; epochDay < start + 120; epochDay += 1) {
    for (const { instants } of ticketsOf(world, epochDay)) {
      expect(Math.min(...instants)).toBeGreaterThanOrEqual(epochDay * day);
      expect(Math.max(...instants)).toBeLessThan((epochDay + longestStory) * day);
    }
  }
});

test('a history goes on with the size and seed it was begun with, whatever the next program opens', async () => {
  let now = at('2026-11-18T00:00:00Z');
  const begun = openSample({ name: 'sample', tickets: 300, seed: 7, now: () => now });
  const cursor = (await batchesOf(begun)).at(-1)?.cursor ?? null;
  now += 86_400;
  const other = openSample({ name: 'sample', now: () => now });
  expect(await batchesOf(other, cursor)).toEqual(await batchesOf(begun, cursor));
});
