import { z } from 'zod';

const day = 86_400;
/** Longer than an answer to a survey can still be given or changed. */
const longWayBack = 35 * day;
const shortWayBack = 2 * day;
const sweepEvery = 3600;
/** Our clock may run ahead of the service's; what changed just before a list was begun is read twice. */
const slack = 600;

const second = z.int().min(0);

/** What a list is asked for: all that was created since, of which that counts which changed since. Epoch seconds. */
const list = z.strictObject({ startedAt: second, isSweep: z.boolean(), createdSince: second, changedSince: second });

/**
 * How far something has been read that a service finds by its creation only, so that each time a way back is read again: two
 * days, and once an hour five weeks.
 * @param place what tells where a list goes on that was begun and not read to its end
 */
export function swept<Place extends z.ZodRawShape>(place: Place) {
  // When the last list was begun, and the last one that went the long way back.
  return z.strictObject({ readAt: second, sweptAt: second, list: list.extend(place).nullable() });
}

type List = z.output<typeof list>;

interface Swept {
  readonly readAt: number;
  readonly sweptAt: number;
}

/** Before the first list was begun. */
export const unswept = { readAt: 0, sweptAt: 0, list: null };

/** @param now epoch seconds */
export function beginList({ readAt, sweptAt }: Swept, now: number): List {
  const isSweep = now - sweptAt >= sweepEvery;
  const since = isSweep ? sweptAt : readAt;
  return {
    startedAt: now,
    isSweep,
    createdSince: Math.max(0, since - (isSweep ? longWayBack : shortWayBack)),
    changedSince: Math.max(0, since - slack),
  };
}

/** How far all has been read once the list is. */
export function finishList({ sweptAt }: Swept, { startedAt, isSweep }: List): Swept & { readonly list: null } {
  return { readAt: startedAt, sweptAt: isSweep ? startedAt : sweptAt, list: null };
}
