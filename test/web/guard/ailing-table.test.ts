import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTable } from '../../../functions/platform/table.ts';
import { RecordScansAnswer, type Shift } from '../../../shared/messages/gates.ts';
import { uploadScans } from '../../../web/guard/queue/upload-scans.ts';
import { readFailure } from '../../../web/kit/api-failure.ts';
import { batchesOf, recordsIn } from '../../functions/gates/scans-desk.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type GatePhone, newGatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';
import { memoryQueue } from './memory-queue.ts';

const SECOND = 1000;
const SCANS = 30;

let engine: TestEngine;
let proxy: FaultProxy;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let phone: ResidentPhone;
let shift: Shift;

beforeEach(async () => {
  engine = await startEngine();
  proxy = await startFaultProxy(engine.endpoint);
  await layGates(engine.table);
  clock = fixedClock();
  const table = openTable({
    name: engine.table.name,
    endpoint: proxy.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  house = await openGatehouse(table, clock);
  device = await house.deviceAt(GATES.east);
  phone = await house.phoneOf(RESIDENTS.father);
  shift = await house.startShift(device);
});
afterEach(async () => {
  house.table.documents.destroy();
  await proxy.stop();
  await engine.stop();
});

/** A gate's own queue with thirty scans in it, and what the server answered to each try. */
async function gateWithScans() {
  const { queue } = memoryQueue();
  const desk = batchesOf(shift, clock);
  for (let n = 0; n < SCANS; n++) {
    clock.advance(6 * SECOND);
    const scan = desk.scan(phone.showAt(clock()));
    const queued = { boot: 7, shiftId: shift.shiftId, scan, undecided: false };
    await queue.keep(queued, { accepted: [], stale: [] });
  }
  const current = { boot: 7, shiftId: shift.shiftId };
  await queue.cut({ current, now: clock(), atOnce: true });
  const answers: { status: number; text: string }[] = [];
  const upload = () =>
    uploadScans(queue, async (batches) => {
      const { status, body } = await house.upload(device, batches);
      answers.push({ status, text: JSON.stringify(body) });
      return status === 200 ? RecordScansAnswer.parse(body) : readFailure(body);
    });
  return { queue, answers, upload };
}

const decide = (code: string, seq = 1) =>
  house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, {
    device,
    body: { boot: 7, seq, code, direction: 'in' },
  });
const recordedSeqs = async () =>
  (await recordsIn({ table: engine.table })).scans.map(({ seq }) => seq).sort((a, b) => a - b);
const everySeq = Array.from({ length: SCANS }, (_, n) => n + 1);

describe('a table that ails', () => {
  for (const ailment of ['throttles', 'is_silent'] as const) {
    it(`and ${ailment}: nothing is acknowledged, the words give nothing away, and the next try records each scan once`, async () => {
      const gate = await gateWithScans();
      proxy.ail(ailment, /^(Put|TransactWrite)/);
      expect(await gate.upload()).toMatchObject({ code: 'fault' });
      expect(await gate.queue.count()).toEqual({ waiting: SCANS, refused: 0 });
      const [refusal] = gate.answers;
      expect(refusal?.status).toBe(500);
      const { error } = JSON.parse(refusal?.text ?? '');
      expect(Object.keys(error).sort()).toEqual(['code', 'message', 'next', 'requestId']);
      expect(refusal?.text).not.toMatch(/throughput|timeout|dynamo|xiaoquma-test|127\.0\.0\.1/i);

      proxy.recover();
      expect(await gate.upload()).toBeUndefined();
      expect(await gate.queue.count()).toEqual({ waiting: 0, refused: 0 });
      expect(await recordedSeqs()).toEqual(everySeq);
    });
  }

  it('and loses its answers after doing what was asked: each scan is recorded once all the same', async () => {
    const gate = await gateWithScans();
    proxy.ail('loses_answers', /^(Put|TransactWrite)/);
    expect(await gate.upload()).toMatchObject({ code: 'fault' });
    expect(await gate.queue.count()).toEqual({ waiting: SCANS, refused: 0 });
    proxy.recover();
    expect(await gate.upload()).toBeUndefined();
    expect(await recordedSeqs()).toEqual(everySeq);
  });

  it('and is silent is given up on sooner where somebody waits at the gate than anywhere else', async () => {
    clock.advance(2 * SECOND);
    proxy.ail('is_silent');
    const said: string[] = [];
    const elsewhere = house.call('guard', 'POST', '/api/v1/guard/enrolments', {
      body: newGatePhone().enrolmentRequest('12345678'),
    });
    const both = [
      elsewhere.then(({ code }) => said.push(`elsewhere ${code}`)),
      decide(phone.showAt(clock())).then(({ code }) => said.push(`at the gate ${code}`)),
    ];
    await Promise.all(both);
    expect(said).toEqual(['at the gate fault', 'elsewhere fault']);
  });

  it('lets nobody in: a gate that asks the server gets a fault, and after it the one answer there is', async () => {
    const code = phone.showAt(clock());
    proxy.ail('loses_answers', /^Put/);
    const refused = await decide(code);
    expect([refused.status, refused.code]).toEqual([500, 'fault']);
    proxy.recover();
    // The use was written before its answer was lost: the same scan has it, another has not.
    expect((await decide(code)).body).toMatchObject({ outcome: 'allow', reason: 'ok' });
    expect((await decide(code, 2)).body).toMatchObject({ outcome: 'deny', reason: 'replayed' });
  });
});
