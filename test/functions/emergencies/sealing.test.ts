import { describe, expect, it } from 'vitest';
import { createSealings, openSealing } from '../../../functions/emergencies/index.ts';
import { fixedClock } from '../../support/fixed-clock.ts';

const KEY = new Uint8Array(32).fill(5);
const AT = { pk: 'cmp_1#emergency#emg_1_0000000000000001#record#a', sk: '00ff' };
const EMERGENCY = { emergencyId: 'emg_1_0000000000000001', keyHandle: 'kept' } as const;

describe('what an emergency knows is sealed', () => {
  it('and opens again under its key, in the very item it was sealed for', () => {
    const sealing = openSealing(KEY);
    const sealed = sealing.seal(AT, { value: '黄码' });
    expect(openSealing(KEY).unseal(AT, sealed)).toEqual({ value: '黄码' });
    expect(Buffer.from(sealed).toString('utf8')).not.toContain('黄码');
    expect(sealing.seal(AT, { value: '黄码' })).not.toEqual(sealed);
  });

  it('and opens under no other key, in no other item and not once a bit was changed', () => {
    const sealed = openSealing(KEY).seal(AT, 1);
    const [other, changed] = [new Uint8Array(32).fill(6), Uint8Array.from(sealed)];
    changed[20] = (changed[20] ?? 0) ^ 1;
    const moved = { pk: `${AT.pk}0`, sk: AT.sk.slice(1) };
    expect(() => openSealing(other).unseal(AT, sealed)).toThrow();
    expect(() => openSealing(KEY).unseal(moved, sealed)).toThrow();
    expect(() => openSealing(KEY).unseal(AT, changed)).toThrow();
    expect(() => openSealing(KEY).unseal(AT, sealed.slice(0, 28))).toThrow(RangeError);
  });

  it('under names that are the same each time and tell nothing without the key', () => {
    const { name } = openSealing(KEY);
    const of = (kind: string, id: string, key = KEY) => openSealing(key).name(kind, id);
    expect(name('resident', 'res_1_a')).toMatch(/^[0-9a-f]{32}$/);
    const names = [
      of('resident', 'res_1_a'),
      of('code', 'res_1_a'),
      of('resident', 'res_1_b'),
      of('resident', 'res_1_a', new Uint8Array(32).fill(6)),
    ];
    expect(names[0]).toBe(name('resident', 'res_1_a'));
    expect(new Set(names).size).toBe(names.length);
  });

  it('and whoever opened the key keeps it for a minute and no longer', async () => {
    const clock = fixedClock();
    let isGone = false;
    let asked = 0;
    const open = async () => {
      asked += 1;
      return isGone ? undefined : Uint8Array.from(KEY);
    };
    const sealings = createSealings({ open }, clock);
    const first = await sealings.of(EMERGENCY);
    clock.advance(59_999);
    isGone = true;
    expect([await sealings.of(EMERGENCY), asked]).toEqual([first, 1]);
    clock.advance(1);
    expect([await sealings.of(EMERGENCY), asked]).toEqual([undefined, 2]);
  });
});
