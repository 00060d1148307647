import type { Reading } from './reading.ts';
import { tidy } from './text.ts';

const flags = new Map(
  Object.entries({ true: true, false: false, 1: true, 0: false, yes: true, no: false, y: true, n: false }),
);

export function readFlag(cell: unknown): Reading<boolean> {
  const value = flags.get(tidy(String(cell)).toLowerCase());
  return value === undefined ? { expected: 'true, false, yes, no, 1 or 0' } : { value };
}
