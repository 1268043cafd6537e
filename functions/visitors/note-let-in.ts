import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { outcomeOf } from '../../shared/gate/decide-scan.ts';
import { compoundNumberOf, compoundOf, type GateId, type InvitationId } from '../../shared/ids.ts';
import { judgeVisit } from '../../shared/visitors/judge-visit.ts';
import { challengesOf, type GateKeys, gateSecretOf } from '../gates/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { afterDecision, hasPassed, isSame } from './decide-visit.ts';
import type { VerifyShown } from './verify-shown.ts';
import type { Stay, Visit, VisitDecision } from './visit.ts';
import type { VisitStore } from './visit-store.ts';

export type NoteLetInPorts = {
  readonly visits: Pick<VisitStore, 'findVisit' | 'recordDecision'>;
  readonly verify: VerifyShown;
  readonly keys: GateKeys;
};

export type NoteLetInInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly boot: number;
  readonly seq: number;
  readonly code: string;
  /** When the code was seen, by the gate's clock; unix milliseconds. */
  readonly at: number;
  readonly now: number;
};

const MOST_TRIES = 6;
/** A gate without network tells it when it is back. */
const TOLD_WITHIN_MS = 7 * 86_400_000;

/**
 * The guard was asked about somebody who was invited, and let them in: that has used their visit as
 * the answer would have. By the name of the scan, so that it counts once, however often it is told
 * and whatever the server answered late. Nobody is refused by it: they are inside.
 */
export async function noteLetIn(
  ports: NoteLetInPorts,
  { actor, gateId, boot, seq, code, at, now }: NoteLetInInput,
): Promise<undefined | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const parts = readCode(code);
  if (isRefusal(parts) || parts.part.kind !== 'visitor') {
    return fail('invalid_input', { field: 'code' });
  }
  const challenges = challengesOf(() => gateSecretOf(ports.keys, actor.deviceId), gateId);
  const proven = await ports.verify(parts, challenges, now);
  const isOurs = !isRefusal(proven) && proven.part.compound === compoundNumberOf(gateId);
  if (!isOurs) return fail('invalid_input', { field: 'code' });

  const compound = compoundOf(gateId);
  const seenAt = now - TOLD_WITHIN_MS < at && at <= now ? at : now;
  const scan = {
    deviceId: actor.deviceId,
    boot,
    seq,
    gateId,
    direction: 'in',
    at: seenAt,
  } as const;
  let visit = await ports.visits.findVisit(compound, proven.part.index);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const key = Buffer.from(proven.part.deviceKey ?? []).toString('base64url');
    // What is no visit any more can't be used once more.
    if (visit === undefined || visit.deviceKey !== key) return undefined;
    const before = visit.decided.find((one) => isSame(one, scan));
    if (before !== undefined && hasPassed(before)) return undefined;
    const by = usedBy(visit, seenAt);
    const asked = { outcome: outcomeOf(ASKED, 'visitor', 'in'), reason: ASKED };
    const decision: VisitDecision = {
      ...(before ?? { ...scan, ...asked }),
      ...(by === undefined ? {} : { by }),
      hand: 'let_in',
    };
    const after = afterDecision(visit, decision, proven.proof?.slot ?? 0);
    const recorded = await ports.visits.recordDecision(compound, visit, after);
    if (recorded === 'recorded') return undefined;
    visit = recorded;
  }
  return fail('state_conflict');
}

/** Where the server has said nothing of a scan, its silence is what the guard was asked for. */
const ASKED = 'server_silent' as const;

/** The invitation that let them in, or would have: else the first that is still theirs. */
function usedBy(visit: Visit, at: number): InvitationId | undefined {
  const judged = judgeVisit<InvitationId>(visit, 'in', at);
  if ('by' in judged) return judged.by;
  // cast: the keys of a record are of its type of names
  const named = Object.entries(visit.stays) as [InvitationId, Stay][];
  return named.find(([, { endedAt }]) => endedAt === undefined)?.[0];
}
