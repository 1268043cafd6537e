import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { createCompoundStore } from '../../functions/compounds/index.ts';
import { unpackScans } from '../../functions/gates/stored-scan.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { openGatehouse } from '../support/gatehouse.ts';
import { newKeyPair } from '../support/key-pair.ts';
import { itemsOf } from '../support/table-items.ts';
import { Calls } from './calls.ts';
import { workGate } from './gate.ts';
import { MOST_A_SECOND } from './partitions.ts';
import { type GateAtWork, openCompound } from './street.ts';
import { SCANS_A_SECOND, STREET } from './street-traffic.ts';

/**
 * `npm run load`: a street of 52 compounds at ten times its peak, through HTTP, for two minutes.
 * Ends with 1 where a request failed, a scan was not recorded exactly once, or a partition was
 * asked more than it takes.
 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    compounds: { type: 'string', default: String(STREET.compounds) },
  },
});
const seconds = Number(options.seconds);
const compounds = Number(options.compounds);

const Started = z.object({ port: z.number() });
const Hottest = z.array(z.object({ partition: z.string(), units: z.number() }));
const Reported = z.object({
  report: z.object({
    read: z.number(),
    written: z.number(),
    hottestWritten: Hottest,
    hottestRead: Hottest,
  }),
});

const SETTLED_AFTER_MS = 2_000;
const issuer = newKeyPair();

async function layStreet(engine: TestEngine): Promise<GateAtWork[]> {
  const clock = Object.assign(() => Date.now(), { advance: () => {}, set: () => {} });
  const house = await openGatehouse(engine.table, clock, issuer);
  const community = { communityId: 'com_1', streetId: 'str_1', name: '社区' } as const;
  await createCompoundStore(engine.table).recordStreet({ streetId: 'str_1', name: '街道' }, [
    community,
  ]);
  const gates: GateAtWork[] = [];
  for (let number = 1; number <= compounds; number++) {
    gates.push(...(await openCompound(house, number)));
  }
  return gates;
}

const Batch = z.object({ sk: z.string(), scans: z.instanceof(Uint8Array) });
const Decision = z.object({ deviceId: z.string(), boot: z.number(), seq: z.number() });

/** The name of every scan that stands in the table, as often as it stands there. */
async function recordedScans(engine: TestEngine): Promise<string[]> {
  return (await itemsOf(engine.table)).flatMap((item) => {
    if (String(item.sk).startsWith('batch#')) {
      const { sk, scans } = Batch.parse(item);
      const [, device, boot] = sk.split('#');
      return unpackScans(scans).map(({ seq }) => `${device}#${boot}#${seq}`);
    }
    const decision = Decision.safeParse(item).data;
    return decision === undefined ? [] : [`${decision.deviceId}#${decision.boot}#${decision.seq}`];
  });
}

type Report = z.infer<typeof Reported>['report'];

async function reportOf(served: ChildProcess): Promise<Report> {
  served.send('report');
  const [reported] = await once(served, 'message');
  return Reported.parse(reported).report;
}

/** What laying the street left to do: the stream's consumer has taken all of it. */
async function settled(served: ChildProcess): Promise<void> {
  for (let before = -1, now = 0; now !== before; ) {
    before = now;
    await after(SETTLED_AFTER_MS);
    now = (await reportOf(served)).written;
  }
  served.send('begin');
}

async function play(engine: TestEngine): Promise<string[]> {
  console.log(`${compounds} compounds are laid, with ${compounds * STREET.gatesEach} gates …`);
  const gates = await layStreet(engine);
  const served = fork(new URL('./served.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      LOAD_ENGINE: engine.endpoint,
      LOAD_TABLE: engine.table.name,
      LOAD_ISSUER: String(issuer.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    },
  });
  const [started] = await once(served, 'message');
  const calls = new Calls(`http://127.0.0.1:${Started.parse(started).port}`);

  await settled(served);
  console.log(
    `${seconds} seconds at ten times peak: ${(SCANS_A_SECOND.tenTimesPeak * gates.length).toFixed(0)} scans a second …`,
  );
  const until = Date.now() + seconds * 1_000;
  const sent = await Promise.all(gates.map((gate) => workGate(gate, calls, until)));
  const decided = sent.flatMap((one) => one.decided);
  const names = [...decided, ...sent.flatMap(({ batched }) => batched)];

  const report = await reportOf(served);
  served.send('stop');
  await once(served, 'exit');

  const found = await recordedScans(engine);
  for (const { kind, count, p50, p99, max } of calls.summary()) {
    console.log(
      `${kind.padEnd(8)} ${String(count).padStart(7)}   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   max ${max.toFixed(0)} ms`,
    );
  }
  console.log(`scans    ${names.length}, of which the server decided ${decided.length}`);
  console.log(`recorded ${found.length}, of which different ${new Set(found).size}`);
  const each = (units: number) => (units / names.length).toFixed(3);
  console.log(
    `units    ${each(report.written)} written and ${each(report.read)} read a scan, with all that the gates asked`,
  );
  const troubles = [...calls.errors];
  const isOnce =
    found.length === names.length && new Set([...found, ...names]).size === found.length;
  if (!isOnce) troubles.push('not every scan is recorded exactly once');
  for (const [kind, hottest] of [
    ['written', report.hottestWritten],
    ['read', report.hottestRead],
  ] as const) {
    const [first] = hottest;
    console.log(
      `hottest  ${kind}: ${hottest.map(({ partition, units }) => `${partition} ${units.toFixed(1)}`).join(', ')} units in one second`,
    );
    if ((first?.units ?? 0) > MOST_A_SECOND[kind]) {
      troubles.push(`${first?.partition} was asked more ${kind} units than a partition takes`);
    }
  }
  return troubles;
}

const engine = await startEngine();
try {
  const troubles = await play(engine);
  console.log(`errors   ${troubles.length}`);
  for (const trouble of troubles.slice(0, 10)) console.log(`  ${trouble}`);
  if (troubles.length > 0) process.exitCode = 1;
} finally {
  await engine.stop();
}
