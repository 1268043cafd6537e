import type { GateRules } from '../../shared/gate/gate-rules.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { type CompoundId, compoundOf, type GateId } from '../../shared/ids.ts';
import type { RecordScansAnswer, Scan, ScanBatch } from '../../shared/messages/gates.ts';
import { slotAt } from '../../shared/time/slot.ts';
import { type CompiledList, listAsOf, type StatusLists } from '../passes/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { closureAsOf } from './closing.ts';
import { challengesOf, type GateKeys, gateSecretOf } from './device-secrets.ts';
import type { Gate } from './gate.ts';
import type { GateDirectory } from './gate-directory.ts';
import type { JudgedScan, JudgeScan } from './judge-scan.ts';
import {
  batchKeptUntil,
  disagrees,
  isResidentsExit,
  namesNobody,
  STAMP_TOLERANCE_MS,
} from './scan-batch.ts';
import type { ScanStore } from './scan-store.ts';
import type { StoredScan } from './stored-scan.ts';
import { rulesAsOf } from './trial.ts';

export type RecordScansPorts = {
  readonly directory: GateDirectory;
  readonly lists: StatusLists;
  readonly scans: Pick<ScanStore, 'recordBatch'>;
  readonly judge: JudgeScan;
  readonly keys: GateKeys;
};

export type RecordScansInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly batches: readonly ScanBatch[];
  readonly now: number;
};

type Judged = { readonly scan: Scan; readonly judged: JudgedScan };
type BatchAnswer = RecordScansAnswer['batches'][number];

/**
 * Records what happened at a gate, once, and says of every scan what the server makes of it, as of
 * the moment of the scan. It happened all the same where the server disagrees: then the code is
 * kept beside it.
 */
export async function recordScans(
  ports: RecordScansPorts,
  { actor, gateId, batches, now }: RecordScansInput,
): Promise<RecordScansAnswer | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const compound = compoundOf(gateId);
  const misplaced = misplacedField(batches, compound);
  if (misplaced !== undefined) return fail('invalid_input', { field: misplaced });
  const gate = await ports.directory.findGate(gateId, now);
  if (gate === undefined) return fail('not_found');
  const list = await ports.lists.current(compound, now);

  const judge = judgeInOrder(ports, { actor, gate, list, now });
  const judged: { readonly batch: ScanBatch; readonly judged: readonly Judged[] }[] = [];
  for (const batch of batches) {
    const scans: Judged[] = [];
    for (const scan of batch.scans) scans.push({ scan, judged: await judge(scan) });
    judged.push({ batch, judged: scans });
  }
  // Begun together once all are judged: none can fail while nobody waits for it.
  const sameName = new Map<string, Promise<BatchAnswer>>();
  const answers = judged.map((one) => {
    const record = () => recordBatch(ports, { actor, ...one, now });
    // Twice in one upload, the second was judged after the first: it must not be recorded before.
    const name = `${one.batch.boot}/${one.batch.batch}`;
    const answer = sameName.get(name)?.then(record) ?? record();
    sameName.set(name, answer);
    return answer;
  });
  return { batches: await Promise.all(answers) };
}

/** A batch names a shift of its own compound, and no scan twice. */
function misplacedField(batches: readonly ScanBatch[], compound: CompoundId): string | undefined {
  for (const [place, { shiftId, scans }] of batches.entries()) {
    if (compoundOf(shiftId) !== compound) return `batches.${place}.shiftId`;
    const named = new Set<number>();
    for (const [at, { seq }] of scans.entries()) {
      if (named.has(seq)) return `batches.${place}.scans.${at}.seq`;
      named.add(seq);
    }
  }
  return undefined;
}

/** The gate's rules as its device knew them at a scan. */
function rulesOf(gate: Gate, scan: { readonly at: number } & Scan['verdict']): GateRules {
  const { closed: _, ...rules } = gate.rules;
  const closed = closureAsOf(gate, scan);
  const asOf = rulesAsOf(rules, gate.trials ?? [], { at: scan.at, device: scan.outcome });
  return closed === undefined ? asOf : { ...asOf, closed };
}

type Upload = {
  readonly actor: GateDeviceActor;
  readonly gate: Gate;
  readonly list: CompiledList;
  readonly now: number;
};

/** Remembers, as the gate did, what this upload has shown so far. */
function judgeInOrder(
  { judge, keys }: RecordScansPorts,
  { actor, gate, list, now }: Upload,
): (scan: Scan) => Promise<JudgedScan> {
  const seen = new SeenCodes();
  const challenges = challengesOf(() => gateSecretOf(keys, actor.deviceId), gate.gateId);
  return async ({ code, direction, scannedAt, verdict, decision }) => {
    const grade = scannedAt > now + STAMP_TOLERANCE_MS ? 'unknown' : 'synced';
    const judged = await judge({
      code,
      direction,
      now,
      time: { nowMs: scannedAt, grade },
      list: listAsOf(list, scannedAt),
      rules: rulesOf(gate, { at: scannedAt, ...verdict }),
      challenges,
      seen,
    });
    if (judged.proven !== undefined) {
      seen.record(judged.proven, judged.decision, slotAt(scannedAt));
      if (decision === 'let_in') seen.accept(judged.proven);
    }
    return judged;
  };
}

const verdictOf = ({ judged: { decision } }: Judged) => ({
  outcome: decision.outcome,
  reason: decision.reason,
});

function storedForm(one: Judged): StoredScan {
  const { scan, judged } = one;
  const { seq, scannedAt, direction, verdict, decision } = scan;
  const server = verdictOf(one);
  const pass = namesNobody(verdict, server) ? undefined : judged.decision.pass;
  const slot = judged.proven?.proof?.slot;
  return {
    seq,
    scannedAt,
    direction,
    device: verdict,
    server,
    ...(pass === undefined ? {} : { index: pass.index, class: pass.class }),
    ...(pass === undefined || slot === undefined ? {} : { slot }),
    ...(decision === undefined ? {} : { decision }),
  };
}

async function recordBatch(
  { scans: store }: RecordScansPorts,
  {
    actor: { deviceId, gateId, unenrolledAt },
    batch: { boot, batch, shiftId, scans },
    judged,
    now,
  }: {
    readonly actor: GateDeviceActor;
    readonly batch: ScanBatch;
    readonly judged: readonly Judged[];
    readonly now: number;
  },
): Promise<BatchAnswer> {
  const isTaken = ({ scan }: Judged) => unenrolledAt === undefined || scan.scannedAt < unenrolledAt;
  const isKept = ({ scan, judged: { proven } }: Judged) =>
    !isResidentsExit(scan.direction, proven?.part.class);
  const taken = judged.filter(isTaken);
  const kept = taken.filter(isKept);
  const stamps = scans.map(({ scannedAt }) => scannedAt);
  const [firstScanAt = now] = stamps;

  const stood =
    kept.length === 0
      ? []
      : await store.recordBatch(
          {
            name: { gateId, deviceId, boot, batch, firstScanAt },
            shiftId,
            scans: kept.map(storedForm),
            receivedAt: now,
            keptUntil: batchKeptUntil(Math.max(...stamps), now),
            late: unenrolledAt !== undefined,
          },
          kept
            .filter((one) => disagrees(one.scan.verdict, verdictOf(one)))
            .map((one) => {
              const { verdict, ...scan } = one.scan;
              return { ...scan, device: verdict, server: verdictOf(one) };
            }),
        );

  const serverSaid = new Map(stood.map(({ seq, server }) => [seq, server]));
  // A name that stands for other scans records none of these, and must not say that it does.
  const isRecorded =
    taken.length === judged.length && kept.every(({ scan }) => serverSaid.has(scan.seq));
  return {
    boot,
    batch,
    result: isRecorded ? 'recorded' : 'refused',
    verdicts: judged.map((one) => serverSaid.get(one.scan.seq) ?? verdictOf(one)),
  };
}
