import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfOver } from './test-scope.ts';

/** Wait until a condition holds; the test's own time limit ends the wait. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    throwIfOver();
    await sleep(20);
  }
}
