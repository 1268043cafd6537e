import {
  RecordScansAnswer,
  SCANS_PER_BATCH,
  type Scan,
  type ScanBatch,
  Verdict,
} from '../../shared/messages/gates.ts';
import type { Calls } from './calls.ts';
import type { GateAtWork } from './street.ts';
import { REFRESH_EVERY_MS, SCANS_A_SECOND, STREET } from './street-traffic.ts';

/** Names of scans: what the table must hold in the end, each once. */
export type Sent = { readonly batched: readonly string[]; readonly decided: readonly string[] };

/** Between two people, as people come: at random, so many a second on average. */
const pauseMs = (): number => (-Math.log(1 - Math.random()) / SCANS_A_SECOND.tenTimesPeak) * 1_000;

/** One gate at ten times its peak, as its page works: scan, batch, upload, refresh. */
export async function workGate(
  { device, shift, phones }: GateAtWork,
  calls: Calls,
  until: number,
): Promise<Sent> {
  const base = `/api/v1/gates/${device.gateId}`;
  const [boot = 0] = crypto.getRandomValues(new Uint32Array(1));
  let state: string | undefined;
  let names: string | undefined;
  let waiting: Scan[] = [];
  let batch = 0;
  let seq = 0;
  const batched: string[] = [];
  const decided: string[] = [];
  const nameOf = (scan: number) => `${device.deviceId}#${boot}#${scan}`;

  const upload = async (): Promise<void> => {
    const cut: ScanBatch = { boot, batch: batch++, shiftId: shift.shiftId, scans: waiting };
    waiting = [];
    if (cut.scans.length === 0) return;
    const { body } = await calls.send('upload', device, 'POST', `${base}/scans`, {
      batches: [cut],
    });
    const [answer] = RecordScansAnswer.parse(body).batches;
    const isRight =
      answer?.result === 'recorded' && answer.verdicts.every(({ reason }) => reason === 'ok');
    if (!isRight) calls.fail(`a batch of good scans was ${JSON.stringify(answer)}`);
    batched.push(...cut.scans.map((scan) => nameOf(scan.seq)));
  };

  const refresh = async (): Promise<void> => {
    const read = (path: string, has?: string) =>
      calls.send('refresh', device, 'GET', base + path, undefined, has);
    const answer = await read('/state', state);
    state = answer.etag;
    if (answer.names !== names) names = (await read(`/shifts/${shift.shiftId}/holders`)).names;
  };

  const scan = async (): Promise<void> => {
    const phone = phones[seq % phones.length];
    if (phone === undefined) return;
    const now = Date.now();
    const code = phone.showAt(now);
    seq += 1;
    if (Math.random() < STREET.decidedByServer) {
      const asked = { boot, seq, code, direction: 'in' };
      const { body } = await calls.send('decide', device, 'POST', `${base}/decisions`, asked);
      const { reason } = Verdict.parse(body);
      if (reason !== 'ok') calls.fail(`a good code was ${reason}`);
      decided.push(nameOf(seq));
      return;
    }
    const verdict = { outcome: 'allow', reason: 'ok' } as const;
    waiting.push({ seq, code, direction: 'in', scannedAt: now, verdict });
    if (waiting.length === SCANS_PER_BATCH) await upload();
  };

  // Gates do not start their day in one second.
  let refreshAt = Date.now() + Math.random() * REFRESH_EVERY_MS;
  for (let next = Date.now() + pauseMs(); next < until; next += pauseMs()) {
    await calls.waitUntil(next);
    if (Date.now() >= refreshAt) {
      refreshAt = Date.now() + REFRESH_EVERY_MS;
      await refresh();
    }
    await scan();
  }
  await upload();
  return { batched, decided };
}
