import { describe, expect, it } from 'vitest';
import type { ShiftId } from '../../../shared/ids.ts';
import { Scan } from '../../../shared/messages/gates.ts';
import { recordOf, type ScanFacts } from '../../../web/guard/decision/scan-record.ts';
import { NOW_MS, passOf } from '../../vectors/street.ts';

const SHIFT: ShiftId = 'shf_3_0000000000000001';
const facts = (changes: Partial<ScanFacts> = {}): ScanFacts => ({
  boot: 7,
  seq: 1,
  shiftId: SHIFT,
  code: 'XQ1:…',
  direction: 'in',
  scannedAt: NOW_MS,
  decision: { outcome: 'allow', reason: 'ok', pass: passOf('resident') },
  ...changes,
});

describe('what is recorded of a scan', () => {
  it('is everything the server needs to decide it again', () => {
    const record = recordOf(facts());
    expect(Scan.safeParse(record?.scan).success).toBe(true);
    expect(record).toMatchObject({ boot: 7, shiftId: SHIFT, undecided: false });
  });

  it('is nothing of a resident or a member of the household going out, whatever the verdict', () => {
    const out = { direction: 'out' } as const;
    expect(recordOf(facts(out))).toBeUndefined();
    const asked = { outcome: 'ask', reason: 'list_stale', pass: passOf('household') } as const;
    expect(recordOf(facts({ ...out, decision: asked }))).toBeUndefined();
  });

  it('is a visitor going out, and a code that nobody could authenticate', () => {
    const out = { direction: 'out' } as const;
    const visitor = { outcome: 'allow', reason: 'ok', pass: passOf('visitor') } as const;
    expect(recordOf(facts({ ...out, decision: visitor }))).toBeDefined();
    const unread = { outcome: 'deny', reason: 'malformed' } as const;
    expect(recordOf(facts({ ...out, decision: unread }))).toBeDefined();
  });

  it('waits for the guard where the verdict asks', () => {
    const ask = { outcome: 'ask', reason: 'suspended', pass: passOf('resident') } as const;
    expect(recordOf(facts({ decision: ask }))?.undecided).toBe(true);
  });

  it('is taken by the server however long the code and however wrong the phone’s clock', () => {
    const record = recordOf(facts({ code: '码'.repeat(4_000), scannedAt: 12.5 }));
    expect(Scan.safeParse(record?.scan).success).toBe(true);
  });
});
