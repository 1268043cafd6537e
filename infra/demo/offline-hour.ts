import { setTimeout as pause } from 'node:timers/promises';
import {
  BATCHES_PER_UPLOAD,
  SCANS_PER_BATCH,
  type Scan,
  type ScanBatch,
} from '../../shared/messages/gates.ts';
import { slotAt, slotStartMs } from '../../shared/time/slot.ts';
import { allowed, type Happened, unlike } from './happened.ts';
import type { GateAtWork, Holder } from './people.ts';

/** How often each phone comes while the gate has no network. */
const ROUNDS_OFFLINE = 2;

/** Scans that a gate without network keeps, in batches that never change. */
export async function scanOffline(
  gate: GateAtWork,
  holders: readonly Holder[],
): Promise<ScanBatch[]> {
  const scans: Scan[] = [];
  for (let round = 0; round < ROUNDS_OFFLINE; round++) {
    const slot = slotAt(Date.now()) + 1;
    await pause(slotStartMs(slot) - Date.now());
    for (const holder of holders) {
      const code = holder.showIn(slot);
      const seq = scans.length + 1;
      scans.push({ seq, code, direction: 'in', scannedAt: Date.now(), verdict: allowed });
    }
  }
  const batches: ScanBatch[] = [];
  for (let start = 0; start < scans.length; start += SCANS_PER_BATCH) {
    const { boot, shiftId } = gate;
    const batch = batches.length + 1;
    batches.push({ boot, batch, shiftId, scans: scans.slice(start, start + SCANS_PER_BATCH) });
  }
  return batches;
}

/** Uploads them late, in another order, some twice. */
export async function uploadLate(
  gate: GateAtWork,
  batches: readonly ScanBatch[],
): Promise<Happened[]> {
  // The newest first, and then every other one again: as after lost answers.
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
    if (first.has(batch) && first.get(batch) !== said) twice.push(`batch ${batch} answered anew`);
    first.set(batch, said);
  }
  const lost = batches
    .filter(({ batch }) => !first.has(batch))
    .map(({ batch }) => `batch ${batch}`);
  const refused = answers
    .filter(({ result }) => result !== 'recorded')
    .map(({ batch }) => `batch ${batch}`);
  const differing = unlike(
    answers.flatMap(({ verdicts }) => verdicts),
    allowed,
  );
  return [
    {
      zh: '断网时扫的码，倒序补传：全部收下，服务器判断相同',
      en: 'scanned without network, uploaded backwards: all recorded, judged alike',
      count: batches.reduce((sum, { scans }) => sum + scans.length, 0),
      broken: [...lost, ...refused, ...differing],
    },
    {
      zh: '传了两次的批次：同一回答，只记一次',
      en: 'batches sent twice: the same answer, recorded once',
      count: answers.length - first.size,
      broken: twice,
    },
  ];
}
