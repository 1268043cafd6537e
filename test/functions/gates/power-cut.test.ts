import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ScanBatch } from '../../../shared/messages/gates.ts';
import { startEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { newKeyPair } from '../../support/key-pair.ts';
import { RESIDENTS } from '../../support/street.ts';
import { batchesOf, recordsIn } from './scans-desk.ts';

const UPLOADERS = 8;
/** The cut comes once this many uploads were acknowledged, so that it always falls among them. */
const UPLOADS_BEFORE_A_CUT = 40;
const CUTS = process.env.TEST_DEPTH === 'deep' ? 6 : 2;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xq-gates-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('the power failing under uploads loses no acknowledged scan and doubles none', async () => {
  const databasePath = join(folder, 'table.sqlite');
  const [clock, issuer] = [fixedClock(), newKeyPair()];
  const first = await startEngine({ databasePath });
  await layGates(first.table);
  const opening = await openGatehouse(first.table, clock, issuer);
  const device = await opening.deviceAt(GATES.east);
  const phone = await opening.phoneOf(RESIDENTS.father);
  const desk = batchesOf(await opening.startShift(device), clock);
  await first.stop();

  const code = phone.showAt(clock());
  const deny = { verdict: { outcome: 'deny', reason: 'malformed' } } as const;
  /** Some agree and are one item, some disagree and are a transaction. */
  const cut = (): ScanBatch =>
    desk.cut(desk.scan('hello', deny), desk.scan('hello', deny), desk.scan(code));

  const acknowledged: ScanBatch[] = [];
  const unanswered: ScanBatch[] = [];
  for (let cuts = 0; cuts < CUTS; cuts++) {
    const engine = await startEngine({ databasePath });
    const house = await openGatehouse(engine.table, clock, issuer);
    let uploads = 0;
    let cutting: Promise<void> | undefined;
    const uploader = async (): Promise<void> => {
      for (;;) {
        const batches = [cut(), cut()];
        const { status } = await house.upload(device, batches);
        if (status !== 200) {
          unanswered.push(...batches);
          return;
        }
        acknowledged.push(...batches);
        if (++uploads >= UPLOADS_BEFORE_A_CUT) cutting ??= engine.kill();
      }
    };
    await Promise.all(Array.from({ length: UPLOADERS }, uploader));
    await cutting;
  }
  expect(unanswered.length).toBeGreaterThan(0);

  const engine = await startEngine({ databasePath });
  const house = await openGatehouse(engine.table, clock, issuer);
  const seqsOf = (batches: readonly ScanBatch[]) =>
    batches.flatMap(({ scans }) => scans.map(({ seq }) => seq));
  const recorded = (await recordsIn(house)).scans.map(({ seq }) => seq);
  expect(new Set(recorded).size).toBe(recorded.length);
  expect(recorded).toEqual(expect.arrayContaining(seqsOf(acknowledged)));

  // The device sends what was not answered again, and for good measure what was.
  for (const batch of [...unanswered, ...acknowledged.slice(-20)]) {
    expect((await house.record(device, [batch]))[0]?.result).toBe('recorded');
  }
  const { scans, disagreements, batches } = await recordsIn(house);
  const all = [...acknowledged, ...unanswered];
  expect(scans.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
    seqsOf(all).sort((a, b) => a - b),
  );
  // Neither a batch without its disagreements nor they without it.
  const held = (item: object) => /#7#([0-9]+)/.exec(String(Object(item).sk))?.[1];
  const differing = batches.filter((item) =>
    item.scans.some(({ device: d, server: s }) => d.outcome !== s.outcome),
  );
  expect(new Set(disagreements.map(held))).toEqual(new Set(differing.map(held)));
  await engine.stop();
});
