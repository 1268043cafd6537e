import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

// Each project is a kind of promise: rules of the tree, pure rules and handlers on the real
// engine, and journeys through the real browser.
export default defineConfig({
  test: {
    // Both cores work, and a worker keeps what it has loaded: loading was a third of the time.
    maxWorkers: 2,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'rules', include: ['test/rules/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'test/shared/**/*.test.ts',
            'test/functions/**/*.test.ts',
            'test/web/**/*.test.ts',
            'test/verifier/**/*.test.ts',
            'test/load/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'runtime',
          include: ['test/infra/**/*.test.ts'],
          // The runtime of this machine sets the environment of its process.
          isolate: true,
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'stores',
          include: ['test/stores/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/journeys/seeded-folder.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Each starts that runtime too.
          isolate: true,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
