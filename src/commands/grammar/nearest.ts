import type { Vocabulary } from '../reading.ts';
import { distance } from './distance.ts';
import { fold } from './normalise.ts';

/** Up to three metrics whose names look most like a text, nearest first; none where nothing does. */
export function nearestMetrics(text: string, { metrics }: Vocabulary): string[] {
  const key = fold(text).slice(0, 40);
  return metrics
    .map(({ id, title, aliases }) => ({ id, ...nearest(key, [id, title, ...aliases].map(fold)) }))
    .filter(({ far, length }) => far * 2 < length)
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ id }) => id);
}

function nearest(key: string, names: readonly string[]): { far: number; length: number } {
  return names
    .map((name) => ({ far: distance(key, name), length: Math.max(key.length, name.length) }))
    .reduce((best, each) => (each.far < best.far ? each : best));
}
