import { describe, expect, it } from 'vitest';
import {
  backToTold,
  DESTRUCTION_STEP_NAMES,
  KEY_FORGOTTEN_MS,
  nextStep,
  type StepsDone,
} from '../../../shared/emergency/destruction-steps.ts';

describe('the steps of a destruction', () => {
  it('follow one another, each once, until nothing is left to do', () => {
    const taken: string[] = [];
    let done: StepsDone = {};
    for (let at = 1; ; at++) {
      const next = nextStep(done);
      if (next === undefined) break;
      taken.push(next.step);
      done = { ...done, [next.step]: at };
    }
    expect(taken).toEqual(DESTRUCTION_STEP_NAMES);
  });

  it('count before the key goes, and delete only when no process remembers it', () => {
    expect(nextStep({})).toEqual({ step: 'count', by: 'clock', from: 0 });
    expect(nextStep({ count: 5 })).toMatchObject({ step: 'key', from: 5 });
    expect(nextStep({ count: 5, key: 7 })).toEqual({
      step: 'told',
      by: 'clock',
      from: 7 + KEY_FORGOTTEN_MS,
    });
    expect(DESTRUCTION_STEP_NAMES.indexOf('delete')).toBeGreaterThan(
      DESTRUCTION_STEP_NAMES.indexOf('told'),
    );
  });

  it('leave the last to a person', () => {
    const done = Object.fromEntries(
      DESTRUCTION_STEP_NAMES.slice(0, -1).map((step) => [step, 1] as const),
    );
    expect(nextStep(done)).toMatchObject({ step: 'witness', by: 'auditor' });
  });

  it('begin again after the key where a sweep found something', () => {
    const done = Object.fromEntries(
      DESTRUCTION_STEP_NAMES.slice(0, -2).map((step, at) => [step, at + 1] as const),
    );
    expect(backToTold(done)).toEqual({ count: 1, key: 2 });
    expect(nextStep(backToTold(done))?.step).toBe('told');
  });
});
