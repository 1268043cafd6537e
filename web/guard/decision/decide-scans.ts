import type { VerifiedPasses } from '../../../shared/code/verified-passes.ts';
import type {
  GateChallenges,
  IssuerKeys,
  Proven,
  SignatureVerifier,
} from '../../../shared/code/verify-code.ts';
import { type ListState, refuse, type ScanDecision } from '../../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../../shared/gate/gate-rules.ts';
import type { Direction, Reason } from '../../../shared/gate/outcomes.ts';
import type { SeenCodes } from '../../../shared/gate/seen.ts';
import type { ShiftId } from '../../../shared/ids.ts';
import type { ArrivalVerdict } from '../../../shared/messages/arrivals.ts';
import { slotAt } from '../../../shared/time/slot.ts';
import type { GateTime } from '../../../shared/time/trusted-time.ts';
import type { AskArrival } from '../arrivals/ask-arrival.ts';
import type { HeldNumbers } from '../numbers/open-numbers.ts';
import { nameOf, type ScanName, type ScanQueue, scanOf } from '../queue/scan-queue.ts';
import type { HeldHolders, Holder } from '../shift/holder.ts';
import type { Decision, ShownVerdict } from '../verdict/verdict-screen.ts';
import { type CountTrip, countedTrip } from './count-trip.ts';
import { type Judgement, judgeCode } from './judge-code.ts';
import { recordOf } from './scan-record.ts';

/** What the gate holds of its documents at this moment. */
export interface HeldDocuments<Key> {
  keys(): IssuerKeys<Key>;
  /** Undefined until the gate's state has come for the first time, and so the list. */
  rules(): GateRules | undefined;
  list(): ListState | undefined;
  /** Empty without a shift. */
  holders(): HeldHolders;
  /** Undefined without a shift, or before they have come. */
  numbers(): HeldNumbers | undefined;
}

export interface DecidingClock {
  /** The trusted time of this moment. */
  time(): GateTime;
  /** What an authentic pass says of the time, while nothing else does. */
  witness(proven: Proven): void;
}

type Needs<Key> = {
  /** Drawn when the page started; names this page's scans. */
  readonly boot: number;
  readonly queue: ScanQueue;
  readonly documents: HeldDocuments<Key>;
  /** Resolves to whether newer documents came. */
  readonly freshForScan: () => Promise<boolean>;
  readonly countTrip: CountTrip;
  readonly clock: DecidingClock;
  readonly verifier: SignatureVerifier<Key>;
  readonly challenges: GateChallenges;
  readonly verified: VerifiedPasses<Key>;
  readonly seen: SeenCodes;
  /** What the server alone can say of a visitor's pass. */
  readonly arrivals: AskArrival;
  /** Told of whatever broke; the guard is asked all the same. */
  readonly onFault: (fault: unknown) => void;
};

/** A card may be withdrawn by now, or made a minute ago. */
const NEWER_MAY_SAY_MORE: ReadonlySet<Reason> = new Set([
  'look_and_confirm',
  'unknown_number',
  'unknown_issuer',
  'server_silent',
] as const);

export interface ScanDecisions {
  /**
   * Decides a code, or the number of a card as it was typed, and keeps the scan; what it returns
   * may be shown, and not before. Never throws: whatever goes wrong asks the guard. A scan that
   * could not be kept is marked.
   * @param onLate told of what the server says of it while the guard has not decided yet
   */
  decide(
    code: string,
    direction: Direction,
    shiftId: ShiftId,
    onLate?: (verdict: ShownVerdict) => void,
  ): Promise<ShownVerdict>;
  /**
   * Keeps what the guard did about an ask. Never throws: the guard has decided, and where that
   * could not be written the verdict says so.
   */
  settle(verdict: ShownVerdict, decision: Decision): Promise<ShownVerdict>;
  /** Names what the server alone decides, among the scans of this page. */
  nextName(): ScanName;
  /** The asks that a reload interrupted, oldest first, each with the code it is about. */
  restore(): Promise<readonly { readonly verdict: ShownVerdict; readonly code: string }[]>;
}

export function scanDecisions<Key>(needs: Needs<Key>): ScanDecisions {
  const { boot, queue, documents, clock, seen } = needs;
  let lastSeq = 0;
  /** Behind each open ask: let in by the guard, its code counts as used. */
  const asked = new Map<string, Proven>();

  const judge = (code: string, direction: Direction, time: GateTime): Promise<Judgement> =>
    judgeCode(code, direction, {
      keys: documents.keys(),
      rules: documents.rules(),
      list: documents.list(),
      numbers: documents.numbers(),
      verifier: needs.verifier,
      challenges: needs.challenges,
      verified: needs.verified,
      time,
      seen,
    });

  /** Before anybody is let in or looked at, or anything called unknown, the documents are at most 30 s old. */
  const judgeByFresh = async (
    code: string,
    direction: Direction,
  ): Promise<Judgement & { readonly time: GateTime }> => {
    const time = clock.time();
    const first = await judge(code, direction, time);
    const { outcome, reason } = first.decision;
    const matters =
      outcome === 'allow' || (NEWER_MAY_SAY_MORE.has(reason) && !isForTheServer(first));
    if (!matters || !(await needs.freshForScan())) return { ...first, time };
    const later = clock.time();
    return { ...(await judge(code, direction, later)), time: later };
  };

  const holderOf = (decision: ScanDecision): Holder | undefined => {
    const { pass } = decision;
    return pass === undefined || pass.kind === 'visitor'
      ? undefined
      : documents.holders().get(pass.index);
  };

  /** The server's answer came while the guard was still asked: the ask is let go, and it stands. */
  const changed = async (
    shown: ShownVerdict,
    answer: ArrivalVerdict | undefined,
    onLate: (verdict: ShownVerdict) => void,
  ): Promise<void> => {
    const proven = asked.get(shown.scan);
    if (answer === undefined || proven === undefined) return;
    if (answer.outcome === 'allow') seen.accept(proven);
    if (answer.outcome !== 'ask') {
      asked.delete(shown.scan);
      await queue.settle(scanOf(shown.scan), undefined, seen.snapshot()).catch(needs.onFault);
    }
    onLate({ ...shown, ...answered(answer), ...visiting(answer) });
  };

  const nextName = (): ScanName => {
    lastSeq += 1;
    return { boot, seq: lastSeq };
  };

  return {
    nextName,

    async decide(code, direction, shiftId, onLate = () => undefined) {
      const { seq } = nextName();
      const keep = async ({ decision, proven, time }: Judgement & { time: GateTime }) => {
        if (proven !== undefined) {
          if (decision.outcome === 'ask') asked.set(nameOf({ boot, seq }), proven);
          clock.witness(proven);
          seen.record(proven, decision, slotAt(time.nowMs));
        }
        const scannedAt = time.nowMs;
        const record = recordOf({ boot, seq, shiftId, code, direction, scannedAt, decision });
        await queue.keep(record, seen.snapshot());
        return shownVerdict({ boot, seq }, decision, direction, scannedAt, holderOf(decision));
      };
      /** What the server has decided stands in its own record; here alone what was seen. */
      const keepAnswered = async (
        { decision, proven, time }: Judgement & { time: GateTime },
        answer: ArrivalVerdict,
      ): Promise<ShownVerdict> => {
        const decided = { ...decision, ...answered(answer) };
        if (proven !== undefined) {
          if (answer.outcome === 'ask') asked.set(nameOf({ boot, seq }), proven);
          seen.record(proven, decided, slotAt(time.nowMs));
        }
        await queue.keep(undefined, seen.snapshot());
        const shown = shownVerdict({ boot, seq }, decided, direction, time.nowMs, undefined);
        return { ...shown, ...visiting(answer) };
      };
      let judged: (Judgement & { time: GateTime }) | undefined;
      try {
        const rules = documents.rules();
        judged = await countedTrip(
          await judgeByFresh(code, direction),
          { rules, direction },
          (index) => needs.countTrip({ boot, seq }, index),
        );
        const asked = isForTheServer(judged)
          ? needs.arrivals({ boot, seq, code, direction })
          : undefined;
        const answer = await asked?.soon;
        const shown = await (answer === undefined ? keep(judged) : keepAnswered(judged, answer));
        if (answer === undefined) void asked?.late.then((late) => changed(shown, late, onLate));
        return shown;
      } catch (fault) {
        needs.onFault(fault);
        const now = { decision: refuse('fault'), time: clock.time() };
        // Nobody is let in without a record; who is refused is refused without one too. Whose
        // code it was is still known: let in by the guard, it counts as used.
        const unkept = judged?.decision.outcome === 'deny' ? judged : { ...judged, ...now };
        return keep(unkept).catch((): ShownVerdict => {
          const { decision, time } = unkept;
          const shown = shownVerdict({ boot, seq }, decision, direction, time.nowMs, undefined);
          return { ...shown, unrecorded: true };
        });
      }
    },

    async settle(verdict, decision) {
      const proven = asked.get(verdict.scan);
      asked.delete(verdict.scan);
      if (decision === 'let_in' && proven !== undefined) seen.accept(proven);
      const { unrecorded: _, ...kept } = { ...verdict, decision };
      try {
        await queue.settle(scanOf(verdict.scan), decision, seen.snapshot());
        return kept;
      } catch (fault) {
        needs.onFault(fault);
        return { ...kept, unrecorded: true };
      }
    },

    async restore() {
      const restored = [];
      for (const { boot: earlier, scan, pass, onTrial } of await queue.listUndecided()) {
        const name = nameOf({ boot: earlier, seq: scan.seq });
        const judged = await judge(scan.code, scan.direction, clock.time()).catch(() => undefined);
        const proven = judged?.proven;
        const goTo = scan.verdict.reason === 'wrong_gate' ? judged?.decision.goTo : undefined;
        if (proven !== undefined) asked.set(name, proven);
        const verdict: ShownVerdict = {
          scan: name,
          outcome: scan.verdict.outcome,
          reason: scan.verdict.reason,
          ...(onTrial === undefined ? {} : { onTrial }),
          ...(goTo === undefined ? {} : { goTo }),
          direction: scan.direction,
          at: scan.scannedAt,
          ...(pass === undefined
            ? {}
            : { class: pass.class, ...named(documents.holders().get(pass.index)) }),
        };
        restored.push({ verdict, code: scan.code });
      }
      return restored;
    },
  };
}

/** A visitor's genuine pass for here: how often it was used, the server alone knows. */
const isForTheServer = ({ decision, proven }: Judgement): boolean =>
  decision.reason === 'server_silent' && proven?.part.kind === 'visitor';

const answered = ({ outcome, reason }: ArrivalVerdict) => ({ outcome, reason });
const visiting = ({ visit }: ArrivalVerdict) => (visit === undefined ? {} : { visit });

function shownVerdict(
  name: ScanName,
  { outcome, reason, pass, onTrial, goTo }: ScanDecision,
  direction: Direction,
  at: number,
  holder: Holder | undefined,
): ShownVerdict {
  return {
    scan: nameOf(name),
    outcome,
    reason,
    ...(onTrial === undefined ? {} : { onTrial }),
    ...(goTo === undefined ? {} : { goTo }),
    direction,
    at,
    ...(pass === undefined ? {} : { class: pass.class }),
    ...named(holder),
  };
}

const named = (holder: Holder | undefined) => (holder === undefined ? {} : { holder });
