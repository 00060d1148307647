import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openZendesk } from '../../src/adapters/helpdesk/zendesk/index.ts';
import { openVirtualClock } from '../helpers/virtual-clock.ts';
import { crowd } from '../fakes/zendesk/crowd.ts';
import { startZendesk } from '../fakes/zendesk/server.ts';

/** How many times faster than ours the service's clock runs: so much less time the reader has between two requests. */
const speed = 60;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a first load of 100,000 tickets holds a page at a time, and waits for nothing but the allowed rate', async (context) => {
  const begun = performance.now();
  const start = '2026-03-02T09:00:00Z';
  const slept = openVirtualClock(start);
  const now = () => slept.now() + (performance.now() - begun) * speed;
  const clock = { ...slept, now };
  const preloaded = crowd({ tickets: 100_000, customers: 5000, until: Date.parse(start) / 1000 });
  await using zendesk = await startZendesk({ now, preloaded, exportsMetricEvents: true });
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });

  const counts: Record<string, number> = {};
  const cursors: number[] = [];
  let pages: WeakRef<object>[] = [];
  let mostHeld = 0;
  const reader = openZendesk(zendesk.settings, { log, clock });
  for await (const batch of reader.pull(null, new AbortController().signal)) {
    for (const [table, rows] of Object.entries(batch.facts)) counts[table] = (counts[table] ?? 0) + rows.length;
    expect(batch.skipped ?? []).toEqual([]);
    pages.push(new WeakRef(batch));
    cursors.push(batch.cursor.length);
    if (pages.length % 50 !== 0) continue;
    await turn();
    collectGarbage();
    pages = pages.filter((page) => page.deref() !== undefined);
    mostHeld = Math.max(mostHeld, pages.length);
  }

  expect(counts).toMatchObject({ tickets: 100_000, sla_clocks: 100_000, customers: 5000, agents: 50 });
  // Rows at the edges of pages come twice.
  expect(counts['ticket_moves']).toBeGreaterThanOrEqual(200_000);
  expect(counts['replies']).toBeGreaterThanOrEqual(100_000);
  // The one just given, and what the collector has not come to yet.
  expect(mostHeld).toBeLessThan(5);
  expect(Math.max(...cursors.slice(10)) - Math.min(...cursors.slice(10))).toBeLessThan(200);
  expect(lines).toEqual([]);

  const exports = zendesk.requests.filter((request) => request.includes('/incremental/')).length;
  const waited = slept.sleeps.reduce((sum, ms) => sum + ms, 0);
  const took = now() - Date.parse(start);
  const worked = performance.now() - begun;
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  await context.annotate(
    `${exports} exports, 10 a minute. With a clock ${speed} times faster ${share(waited, took)} of ${Math.round(took / 60_000)} min ` +
      `was waiting for the allowed rate; with its own clock ${share(took - worked, took)} would be.`,
  );
});
