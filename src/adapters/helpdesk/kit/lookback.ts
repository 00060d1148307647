import { z } from 'zod';
import { DAY } from '../../../calendar/units.ts';

/** Longer than an answer to a survey can still be given or changed. */
const longLookback = 35 * DAY;
const shortLookback = 2 * DAY;
const longEvery = 3600;
/** Our clock may run ahead of the service's; what changed just before a list was begun is read twice. */
const tolerance = 600;

const second = z.int().min(0);

/** What a list is asked for: all that was created since, of which that counts which changed since. Epoch seconds. */
const list = z.strictObject({ startedAt: second, isSweep: z.boolean(), createdSince: second, changedSince: second });

type List = z.output<typeof list>;

interface Listed {
  readonly readAt: number;
  readonly sweptAt: number;
}

/** Before the first list was begun. */
export const notListed = { readAt: 0, sweptAt: 0, list: null };

/**
 * The cursor of something that a service finds by its creation only, so that each list looks back: two days, and once an hour
 * five weeks (which cursors call a sweep).
 * @param place what tells where a list goes on that was begun and not read to its end
 */
export function lookback<Place extends z.ZodRawShape>(place: Place) {
  // When the last list was begun, and the last one that looked back far.
  return z.strictObject({ readAt: second, sweptAt: second, list: list.extend(place).nullable() });
}

/** @param now epoch seconds */
export function beginList({ readAt, sweptAt }: Listed, now: number): List {
  const isSweep = now - sweptAt >= longEvery;
  const since = isSweep ? sweptAt : readAt;
  return {
    startedAt: now,
    isSweep,
    createdSince: Math.max(0, since - (isSweep ? longLookback : shortLookback)),
    changedSince: Math.max(0, since - tolerance),
  };
}

/** How far all has been read once the list is. */
export function finishList({ sweptAt }: Listed, { startedAt, isSweep }: List): Listed & { readonly list: null } {
  return { readAt: startedAt, sweptAt: isSweep ? startedAt : sweptAt, list: null };
}
