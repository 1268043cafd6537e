import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from './source-tree.ts';

/** What writes evidence about people, and so their status. */
const WRITES_STATUS = /^functions\/(health\/append-evidence|health-changes\/)/;

/** Every file that a file leads to, by whatever way, each with the one that named it first. */
function reachedFrom(starts: readonly string[]): Map<string, string> {
  const all = new Set(sourceFiles('shared', 'functions'));
  const reached = new Map(starts.map((file) => [file, 'itself']));
  const waiting = [...starts];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const { to } of importsOf(file)) {
      if (!all.has(to) || reached.has(to)) continue;
      reached.set(to, file);
      waiting.push(to);
    }
  }
  return reached;
}

describe('a scan is no source of a status', () => {
  const gate = [
    ...sourceFiles('functions/gates', 'functions/passes'),
    'functions/guard-api.ts',
    'functions/entrypoints/guard.lambda.ts',
  ];

  it('no import leads from what takes scans and passes to what writes evidence', () => {
    const reached = reachedFrom(gate);
    expect(reached.size).toBeGreaterThan(gate.length);
    expect([...reached.keys()].filter((file) => WRITES_STATUS.test(file))).toEqual([]);
  });

  it('which the clock of emergencies does reach', () => {
    const clock = reachedFrom(['functions/entrypoints/run-emergencies.lambda.ts']);
    expect([...clock.keys()].some((file) => WRITES_STATUS.test(file))).toBe(true);
  });
});
