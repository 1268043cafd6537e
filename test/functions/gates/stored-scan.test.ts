import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  packScans,
  STORED_SCAN_BYTES,
  type StoredScan,
  unpackScans,
} from '../../../functions/gates/stored-scan.ts';
import { CLASSES, DIRECTIONS, OUTCOMES, REASONS } from '../../../shared/gate/outcomes.ts';
import { NOON } from '../../support/fixed-clock.ts';

const said = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  reason: fc.constantFrom(...REASONS),
});
const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const anyScan: fc.Arbitrary<StoredScan> = fc.record(
  {
    seq: u32,
    index: fc.integer({ min: 0, max: 0xff_ffff }),
    class: fc.constantFrom(...CLASSES),
    slot: u32,
    scannedAt: fc.integer({ min: 0, max: 9_999_999_999_999 }),
    direction: fc.constantFrom(...DIRECTIONS),
    device: said,
    server: said,
    decision: fc.constantFrom('let_in', 'turned_away'),
  },
  { requiredKeys: ['seq', 'scannedAt', 'direction', 'device', 'server'] },
);

describe('a stored scan', () => {
  it('comes back as it was, alone or with twenty-four others', () => {
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 25 }), (scans) => {
        expect(unpackScans(packScans(scans))).toEqual(scans);
      }),
    );
  });

  it('takes at most 24 bytes', () => {
    expect(STORED_SCAN_BYTES).toBeLessThanOrEqual(24);
    const scan = { seq: 1, scannedAt: NOON, direction: 'in' } as const;
    const ok = { outcome: 'allow', reason: 'ok' } as const;
    expect(packScans(Array(25).fill({ ...scan, device: ok, server: ok }))).toHaveLength(525);
  });

  it('is written the same way by every release', () => {
    const scan: StoredScan = {
      seq: 0x01020304,
      index: 0xa1b2c3,
      class: 'courier',
      slot: 0x0a0b0c0d,
      scannedAt: 0x0192_3456_789a,
      direction: 'out',
      device: { outcome: 'ask', reason: 'list_stale' },
      server: { outcome: 'deny', reason: 'already_used' },
      decision: 'let_in',
    };
    const written = '01020304a1b2c30a0b0c0d01923456789a8f09160a';
    expect(Buffer.from(packScans([scan])).toString('hex')).toBe(written);
  });

  it('is not read from bytes that nobody wrote', () => {
    const good = packScans([
      {
        seq: 1,
        scannedAt: NOON,
        direction: 'in',
        device: { outcome: 'allow', reason: 'ok' },
        server: { outcome: 'allow', reason: 'ok' },
      },
    ]);
    expect(() => unpackScans(good.subarray(1))).toThrow(RangeError);
    for (const [at, value] of [
      [18, 0b0011],
      [19, 200],
      [20, 255],
    ] as const) {
      const broken = Uint8Array.from(good);
      broken[at] = value;
      expect(() => unpackScans(broken)).toThrow(RangeError);
    }
  });
});
