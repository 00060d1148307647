import { describe, expect, test } from 'vitest';
import { refreshCalendar } from '../../../src/jobs/sla/calendar.ts';
import { scheduleSettings } from '../../../src/jobs/sla/settings.ts';
import { ask } from '../../helpers/answers.ts';
import { inBusinessHours } from '../../../src/metrics/answer/business-hours.ts';
import { dimensionsOf } from '../../../src/metrics/query/dimensions.ts';
import { metrics } from '../../../src/metrics/index.ts';
import type { Metric } from '../../../src/metrics/metric.ts';
import type { Filter } from '../../../src/metrics/scope.ts';
import type { Store } from '../../../src/store/store.ts';
import { naive as naives } from '../../helpers/naive/metrics.ts';
import { officeIn, openedBy } from '../../helpers/naive/opening.ts';
import { randomOf, type Random } from '../../helpers/naive/random.ts';
import { scenes, type Scene } from '../../helpers/naive/scenes.ts';
import { settled, shapeOf } from '../../helpers/naive/shape.ts';
import { tell, type Asked } from '../../helpers/naive/tell.ts';
import { storeWorld } from '../../helpers/naive/world.ts';
import { startStore } from '../../helpers/store.ts';

const values: Readonly<Record<string, readonly string[]>> = {
  team: ['BILLING', 'tier 2'],
  agent: ['a1', 'a2'],
  channel: ['email', 'chat'],
  type: ['refund', 'how-to'],
  priority: ['high'],
  tag: ['vip', 'spam'],
  organization: ['acme'],
  segment: ['silver'],
  desk: ['one', 'three'],
  hour: ['9', '23', '0', '2'],
  weekday: ['0', '6', '3'],
  kind: ['resolution'],
  network: ['reddit'],
  topic: ['praise', 'technical'],
  article: ['login'],
  currency: ['eur'],
};

test('every metric is told in words of one syllable as well', () => {
  expect(Object.keys(naives)).toEqual(metrics.map(({ id }) => id));
});

describe.each(scenes.map((scene, index) => ({ ...scene, seed: index + 1 })))('of random desks, $says', (scene) => {
  const random = randomOf(scene.seed);

  test('every metric by every dimension agrees with plain loops', { timeout: 300_000 }, async () => {
    await using store = await startStore();
    const world = await storeWorld(store, random, scene);
    const opened = await openDesks(store, scene);
    const all = metrics
      .flatMap((metric) => dimensionsOf({ metric }).map((name) => ({ metric, name })))
      .map(({ metric, name }) => ({ metric, asked: askedOf(metric, { name, random, scene }) }));
    // All at once: each answer waits for the store most of its time.
    const found = await Promise.all(
      all.map(async ({ metric, asked }) => {
        const answer = await ask(store, {
          ...asked,
          metric: asked.isInHours ? inBusinessHours(metric) : metric,
          period: scene.period,
          scope: { desks: asked.desks, agents: 'all' },
          now: scene.clock.now,
          ...(asked.isAgainst ? { comparison: scene.against } : {}),
        });
        return { asked, shape: shapeOf(answer) };
      }),
    );
    for (const { asked, shape } of found) {
      expect(shape, saidOf(asked)).toEqual(settled(tell(world, { asked, scene, opened }), shape));
    }
    const told = found.filter(({ shape }) => shape.value !== null).length;
    expect(told).toBeGreaterThan(all.length / 3);
  });
});

/** Gives some of the desks opening hours. */
async function openDesks(store: Store, { desks, open, clock, stretch, stretchAgainst }: Scene) {
  const schedules = [scheduleSettings.parse({ ...officeIn(clock.timezone), desks: ['nobody', ...open] })];
  for (const desk of desks) {
    await refreshCalendar(store, { desk, levels: { schedules, slas: [] }, now: clock.now });
  }
  const longest = 70 * 86_400;
  const [first, last] = [Math.min(stretch.from, stretchAgainst.from) - longest, stretch.to + longest];
  const opened = openedBy(clock.timezone, { first, last });
  return Object.fromEntries(open.map((desk) => [desk, opened]));
}

/** By the dimension alone, or by another beside it, asked for in one of the ways there are. */
function askedOf(metric: Metric, { name, random, scene }: { name: string; random: Random; scene: Scene }): Asked {
  const { chance, pick } = random;
  const names = dimensionsOf({ metric });
  const isAlone = metric.measure.kind === 'mix' || chance(0.6);
  const filters = Array.from({ length: pick([0, 0, 1, 1, 2]) }, () => filterOf(names, random, scene.desks));
  return {
    id: metric.id,
    by: [...new Set(isAlone ? [name] : [name, pick(names)])],
    filters,
    desks: chance(0.8) ? scene.desks : scene.desks.slice(0, 1),
    isAgainst: chance(0.3),
    isInHours: metric.between !== undefined && chance(0.4),
    ...(metric.measure.kind === 'mean' && chance(0.6) ? { statistic: pick(['median', 'p90'] as const) } : {}),
    ...(metric.id === 'backlog' && chance(0.6) ? { minAge: pick([3600, 3 * 86_400]) } : {}),
  };
}

function filterOf(names: readonly string[], random: Random, desks: readonly string[]): Filter {
  const key = random.pick(names);
  const chosen = (values[key] ?? []).filter(() => random.chance(0.7));
  const agents = desks.flatMap((desk) => chosen.map((id) => ({ desk, id })));
  return { key, values: chosen.length > 0 ? chosen : ['none'], isNegated: random.chance(0.4), agents };
}

function saidOf({ filters, ...asked }: Asked): string {
  const said = filters.map(({ key, values, isNegated }) => `${isNegated ? '!' : ''}${key}:${values.join()}`);
  return JSON.stringify({ ...asked, filters: said });
}
