import { expect, test } from 'vitest';
import { z } from 'zod';
import { keys, type Helpdesk, type Source, type Table } from '../../src/helpdesk.ts';
import { dimensionsOf } from '../../src/metrics/query/dimensions.ts';
import { metrics } from '../../src/metrics/index.ts';
import { markSynced } from '../../src/store/facts/desks.ts';
import { ingest } from '../../src/store/facts/ingest.ts';
import type { Store } from '../../src/store/store.ts';
import { openAsking } from './asking.ts';
import { at, fill, startStore, type SomeFacts } from './store.ts';
import { story, storyBegins, storyEnds, storyFacts, type StoryEvent } from './story.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A service that can be told the story, and a reader of it. Its clock stands at `storyBegins`. */
export interface ToldDesk extends AsyncDisposable {
  readonly clock: VirtualClock;
  /** Called when the clock stands at the event. What the service has no place for is passed over. */
  tell(event: StoryEvent): void;
  open(): Helpdesk;
}

interface Telling {
  start(): Promise<ToldDesk>;
  /** What the service gives; everything else must be "not connected". */
  gives: readonly Source[];
  /** Columns it cannot know, such as `calls.wrap_seconds`; the documentation of the connector names them. */
  lacks?: readonly `${Table}.${string}`[];
  /** Read after each event, for a service that only shows how things stand. */
  isWatched?: boolean;
  /** The story's rows as this service would have them, where they cannot be the same; say why. */
  adjust?: (facts: SomeFacts) => SomeFacts;
}

/** Told through a service's API, the story comes to the same figures as the same story imported. */
export function testStory(
  service: string,
  { start, gives, lacks = [], isWatched = false, adjust = (facts) => facts }: Telling,
): void {
  test(`the story told through ${service} comes to the same figures as imported`, async () => {
    await using desk = await start();
    await using told = await startStore();
    for (const event of story) {
      desk.clock.advance(event.at * 1000 - desk.clock.now());
      desk.tell(event);
      if (isWatched) await sync(told, desk.open());
    }
    desk.clock.advance(Date.parse(storyEnds) - desk.clock.now());
    await sync(told, desk.open());

    await using imported = await startStore();
    await fill(imported, adjust(given(gives, lacks)), { gives: gives.filter((source) => source.includes(':')) });
    const expected = await figures(imported);
    expect(await figures(told)).toEqual(expected);
    const before = await counts(told);
    await sync(told, desk.open(), null);
    expect(await counts(told), 'read once more from the beginning').toEqual(before);
  });
}

const dimensions = new Set(['team', 'agent', 'channel']);
const cursors = new WeakMap<Store, string>();

async function sync(store: Store, desk: Helpdesk, from: string | null = cursors.get(store) ?? null): Promise<void> {
  for await (const batch of desk.pull(from, new AbortController().signal)) {
    await ingest(store, desk, batch);
    cursors.set(store, batch.cursor);
    expect(batch.skipped ?? []).toEqual([]);
    expect(batch.unmapped ?? {}).toEqual({});
  }
  await markSynced(store, { ...desk, at: 0 });
}

async function counts(store: Store): Promise<unknown[]> {
  const each = Object.keys(keys).map((table) => `SELECT '${table}' AS name, count(*) AS n FROM ${table}`);
  return await store.query(each.join(' UNION ALL ') + ' ORDER BY name', [], z.unknown());
}

/** The story's rows of what a service gives, without what it cannot know. */
function given(gives: readonly Source[], lacks: readonly string[]): SomeFacts {
  const rows = Object.entries(storyFacts).flatMap(([table, all]) => {
    if (!gives.includes(table as Table) && !gives.some((source) => source.startsWith(`${table}:`))) return [];
    const left = all.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !lacks.includes(`${table}.${column}`))),
    );
    return [[table, left]];
  });
  const empty = gives.filter((source) => source in keys && !(source in storyFacts)).map((table) => [table, []]);
  return Object.fromEntries([...empty, ...rows]) as SomeFacts;
}

/** Every metric of the story's week, alone, by team, agent and channel; people by name, as ids are each service's own. */
async function figures(store: Store): Promise<Record<string, unknown>> {
  const ask = openAsking(store, { now: at(storyEnds), timezone: 'UTC' });
  const all: Record<string, unknown> = {};
  for (const metric of metrics) {
    for (const by of ['', ...dimensionsOf({ metric }).filter((name) => dimensions.has(name))]) {
      const question = `${metric.id} ${storyBegins.slice(0, 10)}..2026-03-01${by && ` by ${by}`}`;
      const { data } = await ask(question);
      const { value, n, stats, series, breakdown, connected } = data as Record<string, unknown>;
      all[question] = connected === true ? { value, n, stats, series, breakdown } : 'not connected';
    }
  }
  return all;
}
