import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const, execArgv: ['--disable-warning=ExperimentalWarning'] };
const scoped = {
  ...node,
  expect: { poll: { timeout: 60_000 } },
  setupFiles: ['tests/helpers/scoped-tests.ts'],
  globalSetup: 'tests/helpers/made-queue.ts',
};

export default defineConfig({
  test: {
    // Most tests wait for a server of theirs more than for a core. Time limits are for what hangs: the slowest test of a
    // project takes a tenth of its limit on a quiet machine.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 60_000,
          // Pure tests leave nothing behind, so that a worker need load what they share only once.
          isolate: false,
        },
      },
      {
        test: {
          ...scoped,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/conformance/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...scoped,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
