import { BATCHES_PER_UPLOAD, type Scan, type ScanBatch } from '../../shared/messages/gates.ts';
import { type Diary, KINDS } from './happened.ts';
import type { GateAtWork, Holder } from './people.ts';

/** A gate puts what it has into a batch and begins the next: few, so that there are many batches. */
const SCANS_A_BATCH = 5;
const LET_IN = { outcome: 'allow', reason: 'ok' } as const;

/** Scans that a gate without network keeps, in batches that never change. */
async function scanOffline(gate: GateAtWork, holders: readonly Holder[]): Promise<ScanBatch[]> {
  const { boot, shiftId } = gate;
  const scans: Scan[] = [];
  for (const holder of holders) {
    const code = await holder.live();
    const seq = scans.length + 1;
    scans.push({ seq, code, direction: 'in', scannedAt: Date.now(), verdict: LET_IN });
  }
  const batches: ScanBatch[] = [];
  for (let start = 0; start < scans.length; start += SCANS_A_BATCH) {
    const batch = batches.length + 1;
    batches.push({ boot, batch, shiftId, scans: scans.slice(start, start + SCANS_A_BATCH) });
  }
  return batches;
}

/** A gate without network, whose batches come late, the newest first, and every other one twice. */
export async function playOfflineHour(
  gate: GateAtWork,
  holders: readonly Holder[],
  { showings, tested }: Diary,
): Promise<void> {
  const batches = await scanOffline(gate, holders);
  const backwards = [...batches].reverse();
  const late = [...backwards, ...backwards.filter((_, n) => n % 2 === 0)];
  const answers: Awaited<ReturnType<GateAtWork['upload']>> = [];
  for (let start = 0; start < late.length; start += BATCHES_PER_UPLOAD) {
    answers.push(...(await gate.upload(late.slice(start, start + BATCHES_PER_UPLOAD))));
  }

  const first = new Map<number, string>();
  const twice: string[] = [];
  for (const { batch, result, verdicts } of answers) {
    const said = JSON.stringify({ result, verdicts });
    const before = first.get(batch);
    if (before !== undefined && before !== said) twice.push(`batch ${batch} answered anew`);
    if (before !== undefined) continue;
    first.set(batch, said);
    for (const verdict of verdicts) {
      showings.push({ gateId: gate.gateId, kind: KINDS.offline, verdict });
    }
  }
  const recorded = new Set(
    answers.filter(({ result }) => result === 'recorded').map(({ batch }) => batch),
  );
  const lost = batches.filter(({ batch }) => !recorded.has(batch));
  const broken = lost.map(({ batch }) => `batch ${batch} not recorded`);
  tested.push({ promise: 'allRecorded', count: holders.length, broken });
  tested.push({ promise: 'recordedOnce', count: answers.length - first.size, broken: twice });
}
