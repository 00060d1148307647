import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const fixtures = join(import.meta.dirname, '../fixtures');

/** For a program that believes it is so many seconds later. */
export function clockAhead(seconds: number) {
  return { NODE_OPTIONS: preload('clock-ahead.ts'), CLOCK_AHEAD: String(seconds) };
}

/** For a program that is killed before it runs a statement with this text. */
export function dieBefore(statement: string) {
  return { NODE_OPTIONS: preload('die-before.ts'), DIE_BEFORE: statement };
}

/** For a program whose connectors need not wait. */
export function fastClock() {
  return { NODE_OPTIONS: preload('fast-clock.ts') };
}

function preload(file: string): string {
  return `--import=${pathToFileURL(join(fixtures, file)).href}`;
}
