import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createEmergencyStore,
  type EmergencyStore,
  emergencyNow,
  type StoredEmergency,
} from '../../functions/emergencies/index.ts';
import type { CompoundId } from '../../shared/ids.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { NOON } from '../support/fixed-clock.ts';
import { declaredEmergency } from '../support/open-emergency.ts';

let engine: TestEngine;
let store: EmergencyStore;
beforeAll(async () => {
  engine = await startEngine();
  store = createEmergencyStore(engine.table);
});
afterAll(() => engine.stop());

const opened = (before: StoredEmergency, compounds: CompoundId[]): StoredEmergency => ({
  ...before,
  state: 'open',
  compounds,
  decided: { by: 'stf_00000000000000e2', office: 'health', at: NOON },
  keyHandle: 'kept',
  version: before.version + 1,
});
const next = (before: StoredEmergency, change: Partial<StoredEmergency>): StoredEmergency => ({
  ...before,
  ...change,
  version: before.version + 1,
});
async function open(said: Parameters<typeof declaredEmergency>[1], compounds: CompoundId[]) {
  const declared = declaredEmergency(NOON, said);
  await store.declare(declared);
  const acting = opened(declared, compounds);
  expect(await store.change(declared, acting)).toBe('changed');
  return acting;
}

describe('an emergency in the table', () => {
  it('is declared once and listed newest first, each street its own', async () => {
    const first = declaredEmergency(NOON, {});
    const second = declaredEmergency(NOON + 1, {});
    expect(await store.declare(first)).toBe('declared');
    expect(await store.declare(second)).toBe('declared');
    expect(await store.declare({ ...first, event: '别的' })).toEqual(first);
    expect(await store.find(first.emergencyId)).toEqual(first);
    expect((await store.list('str_1')).slice(0, 2)).toEqual([second, first]);
    expect(await store.list('str_2')).toEqual([]);
    expect(await store.findHere('cmp_11', 'real')).toBeUndefined();
  });

  it('acts in its compounds from one moment on, and in none after its end', async () => {
    const acting = await open({ measures: ['registration'] }, ['cmp_21', 'cmp_22']);
    const here = await store.findHere('cmp_22', 'real');
    expect(here).toMatchObject({
      emergencyId: acting.emergencyId,
      compoundId: 'cmp_22',
      measures: ['registration'],
      documentNumber: acting.document.number,
      since: NOON,
    });
    const ended = next(acting, { state: 'ended', ended: { by: 'clock', at: NOON } });
    expect(await store.change(acting, ended)).toBe('changed');
    for (const compound of ['cmp_21', 'cmp_22'] as const) {
      expect(await store.findHere(compound, 'real')).toBeUndefined();
    }
  });

  it('is over in a compound by the time alone, whatever still stands there', async () => {
    const acting = await open({}, ['cmp_31']);
    const at = (now: number) => emergencyNow(store, 'cmp_31', now);
    expect(await at(acting.until - 1)).toMatchObject({ emergencyId: acting.emergencyId });
    expect(await at(acting.until)).toBeUndefined();
    expect(await emergencyNow(store, 'cmp_31', NOON, 'drill')).toBeUndefined();
  });

  it('takes up a renewal, its document and its end, in every compound at once', async () => {
    const acting = await open({}, ['cmp_41', 'cmp_42']);
    const document = { ...acting.document, number: '青政疫〔2035〕9号' };
    const until = acting.until + 1;
    const { declared, decided } = acting;
    if (decided === undefined) throw new Error('it was confirmed');
    const renewed = next(acting, { until, renewals: [{ document, until, declared, decided }] });
    expect(await store.change(acting, renewed)).toBe('changed');
    expect(await store.findHere('cmp_42', 'real')).toMatchObject({
      until,
      documentNumber: document.number,
    });
  });

  it('opens nowhere where a single one of its compounds has one, but beside a drill', async () => {
    const first = await open({}, ['cmp_51']);
    const declared = declaredEmergency(NOON, {});
    await store.declare(declared);
    expect(await store.change(declared, opened(declared, ['cmp_52', 'cmp_51']))).toBe(
      'compound_has_one',
    );
    expect(await store.find(declared.emergencyId)).toEqual(declared);
    expect(await store.findHere('cmp_52', 'real')).toBeUndefined();
    await open({ mode: 'drill' }, ['cmp_51']);
    expect(await store.findHere('cmp_51', 'real')).toMatchObject({
      emergencyId: first.emergencyId,
    });
  });

  it('has one winner of two who decide at once', async () => {
    const declared = declaredEmergency(NOON, {});
    await store.declare(declared);
    const refused = next(declared, { state: 'refused' });
    const outcomes = await Promise.all([
      store.change(declared, refused),
      store.change(declared, opened(declared, ['cmp_61'])),
    ]);
    expect(outcomes.filter((one) => one === 'changed')).toHaveLength(1);
    const stands = await store.find(declared.emergencyId);
    const here = await store.findHere('cmp_61', 'real');
    expect(here !== undefined).toBe(stands?.state === 'open');
    expect(outcomes).toContainEqual(stands);
  });
});
