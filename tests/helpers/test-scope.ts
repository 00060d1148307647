import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  isOver: boolean;
  readonly endings: Set<() => unknown>;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Run a test, or a file of them, and end what it leaves running, however it ended: what runs out of time disposes of nothing. */
export async function runInScope(run: () => Promise<void>): Promise<void> {
  const scope: Scope = { isOver: false, endings: new Set() };
  try {
    await scopes.run(scope, run);
  } finally {
    scope.isOver = true;
    await Promise.all([...scope.endings].map((end) => end()));
  }
}

/**
 * Have this end when the test, or the file, that is running does.
 * @returns what to call when it has ended before
 * @throws when that test is over already; then it has been ended at once
 */
export function endWithTest(end: () => unknown): () => void {
  const scope = scopes.getStore();
  if (scope?.isOver) end();
  throwIfOver();
  scope?.endings.add(end);
  return () => void scope?.endings.delete(end);
}

/** For loops that wait. @throws when the test that waits has run out of time, so that it disposes of what it holds */
export function throwIfOver(): void {
  if (scopes.getStore()?.isOver) throw new Error('the test that waits for this is over');
}
