import { describe, expect, it } from 'vitest';
import { batchKey } from '../../../functions/gates/gate-keys.ts';
import { reportOldLists } from '../../../functions/gates/index.ts';
import { packScans, type StoredScan } from '../../../functions/gates/stored-scan.ts';
import { createJsonLog } from '../../../functions/platform/log.ts';
import { gateIdOf, newGateDeviceId } from '../../../shared/ids.ts';
import { NOON } from '../../support/fixed-clock.ts';

const GATE = gateIdOf(1, 2);
const scan = (seq: number, reason: 'ok' | 'list_stale'): StoredScan => ({
  seq,
  index: seq,
  class: 'resident',
  slot: 1,
  scannedAt: NOON,
  direction: 'in',
  device: { outcome: reason === 'ok' ? 'allow' : 'ask', reason },
  server: { outcome: 'allow', reason: 'ok' },
});
const batch = (...scans: StoredScan[]) => ({
  ...batchKey({
    gateId: GATE,
    deviceId: newGateDeviceId(1, new Uint8Array(16)),
    boot: 1,
    batch: 1,
    firstScanAt: NOON,
  }),
  scans: packScans(scans),
});

function reported(change: Parameters<typeof reportOldLists>[1]): unknown[] {
  const lines: unknown[] = [];
  reportOldLists(
    createJsonLog((line) => lines.push(JSON.parse(line))),
    change,
  );
  return lines;
}

describe('scans by a list that was too old', () => {
  it('are counted when their batch arrives, with the gate that had no network', () => {
    const after = batch(scan(1, 'list_stale'), scan(2, 'ok'), scan(3, 'list_stale'));
    expect(reported({ after })).toEqual([
      { level: 'info', event: 'scans-by-an-old-list', gate: GATE, scans: 2 },
    ]);
  });

  it('are not counted again when the batch is deleted, nor where there are none', () => {
    expect(reported({ before: batch(scan(1, 'list_stale')) })).toEqual([]);
    expect(reported({ after: batch(scan(1, 'ok')) })).toEqual([]);
    expect(reported({ after: { pk: 'cmp_1', sk: 'compound' } })).toEqual([]);
  });
});
