import * as z from 'zod';
import { encodePassPart, passSigningInput } from '../../shared/code/pass-part.ts';
import {
  compoundNumberOf,
  compoundOf,
  passIdOf,
  passIndexOf,
  ResidentId,
  type SessionId,
} from '../../shared/ids.ts';
import type { IssuedPass } from '../../shared/messages/passes.ts';
import { startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { readKeyProof } from '../platform/key-proof.ts';
import type { Issuer } from '../platform/signer.ts';
import type { Resident } from '../residents/index.ts';
import { notOwn } from '../residents/index.ts';
import { type GivePlacePorts, givePlace } from './give-place.ts';
import {
  ALL_GATE_GROUPS,
  datesFrom,
  decideIssue,
  PASS_LIFE_MS,
  type Pass,
  type PassWithFacts,
  renewAfter,
  thumbprintOf,
} from './pass.ts';
import type { PassesOfResident, PassStore } from './pass-store.ts';
import { findPassesInTerm } from './resume-passes.ts';
import { isSignedOut, type SignedOutPorts } from './signed-out.ts';
import { askingSince, createTenancyPasses } from './tenancy-passes.ts';

export type IssuePassPorts = GivePlacePorts & {
  readonly passes: PassStore;
  readonly residents: { findResident(id: ResidentId): Promise<Resident | undefined> };
  readonly issuer: Issuer;
};

export type IssuePassInput = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  /** Compressed point and proof, base64url and compact JWS. */
  readonly deviceKey: string;
  readonly proof: string;
  readonly now: number;
};

/** Each try loses to another request of the same resident, which got on. */
const MOST_TRIES = 5;

/**
 * Issues a pass for a device key, renews it past half-life or where the key that signed it verifies
 * no more, or returns it as it stands. The index
 * stays the same for the life of the key.
 */
export async function issuePass(
  ports: IssuePassPorts & SignedOutPorts,
  input: IssuePassInput,
): Promise<IssuedPass | Failure> {
  const { actor, residentId, now } = input;
  const deviceKey = Buffer.from(input.deviceKey, 'base64url');
  const claims = await readKeyProof(input.proof, deviceKey, z.object({ sub: ResidentId }));
  const isProven = claims?.sub === residentId;
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) {
    const isOver = isProven && (await isWithdrawn(ports, { residentId, deviceKey, now }));
    return isOver ? fail('pass_revoked') : refused;
  }
  if (!isProven) return fail('invalid_input', { field: 'proof' });
  const resident = await ports.residents.findResident(residentId);
  if (resident === undefined || resident.state === 'importing') return fail('not_found');
  if (resident.state === 'moved_out') return fail('pass_revoked');

  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const asks = resident.tenancyOver === true;
    const found = await findPassesInTerm(ports.passes, residentId, now);
    const seen = asks ? await asAsking(ports.passes, found, residentId, now) : found;
    const points = ports.issuer.pointsAt(now);
    const decision = decideIssue(seen.passes, {
      keyThumbprint: thumbprintOf(deviceKey),
      nowMs: now,
      verifies: (keyId) => points.has(keyId),
    });
    if (isFailure(decision)) return decision;
    if (await isSignedOut(ports, seen.passes, actor, residentId)) return fail('session_expired');
    const audit = factsOf(actor, {
      action: 'pass.issue',
      place: compoundOf(residentId),
      purpose: 'own_record',
      now,
    });
    const who = { by: actor.accountId, session: actor.sessionId };
    const request = { resident, deviceKey, ...who, asks, audit, now };
    const pass =
      decision.to === 'return'
        ? decision.pass
        : decision.to === 'renew'
          ? await renew(ports, request, decision.pass)
          : await issueNew(ports, request, seen);
    if (pass !== undefined) return answerOf(pass);
  }
  return fail('state_conflict');
}

/** Whoever holds the key of a pass that is withdrawn is told so, though they speak for nobody there. */
async function isWithdrawn(
  { passes }: IssuePassPorts,
  {
    residentId,
    deviceKey,
    now,
  }: { readonly residentId: ResidentId; readonly deviceKey: Uint8Array; readonly now: number },
): Promise<boolean> {
  const found = await passes.findPassesOfResident(residentId, now);
  const key = thumbprintOf(deviceKey);
  return found.passes.some((pass) => pass.keyThumbprint === key && pass.state === 'revoked');
}

/** What a run of the calendar has left as it was is made to ask by whoever shows it. */
async function asAsking(
  passes: PassStore,
  found: PassesOfResident,
  residentId: ResidentId,
  now: number,
): Promise<PassesOfResident> {
  if (!found.passes.some(({ state }) => state === 'active')) return found;
  await createTenancyPasses(passes).makeAsk(residentId, now);
  return passes.findPassesOfResident(residentId, now);
}

function answerOf(pass: Pass): IssuedPass {
  const { passId, notBefore, expires, signed } = pass;
  return {
    passId,
    pass: Buffer.from(signed).toString('base64url'),
    notBefore,
    expires,
    renewAfter: renewAfter(pass),
  };
}

type Request = {
  readonly resident: Resident;
  readonly deviceKey: Uint8Array;
  readonly by: string;
  readonly session: SessionId;
  /** Whether it asks at the gate from its first moment on. */
  readonly asks: boolean;
  readonly audit: AuditFacts;
  readonly now: number;
};

/** What a guardian holds for a child ends by itself when the child is one no more. */
function lifeOf({ accountId, childUntil }: Resident, by: string, now: number): number {
  if (childUntil === undefined || by === accountId) return PASS_LIFE_MS;
  const left = startOfShanghaiDay(childUntil) - now;
  return left > 0 ? Math.min(left, PASS_LIFE_MS) : PASS_LIFE_MS;
}

async function signPass(
  { issuer }: IssuePassPorts,
  { resident, deviceKey, by, session, asks, audit, now }: Request,
  index: number,
): Promise<PassWithFacts> {
  const signer = issuer.signerAt(now);
  const compound = compoundNumberOf(resident.residentId);
  const dates = datesFrom(now, lifeOf(resident, by, now));
  const part = encodePassPart({
    kind: 'live',
    keyId: signer.keyId,
    compound,
    index,
    class: resident.class,
    specimen: false,
    gates: ALL_GATE_GROUPS,
    ...dates,
    deviceKey,
  });
  const signature = await signer.sign(passSigningInput(part));
  return {
    passId: passIdOf(compound, index),
    residentId: resident.residentId,
    class: resident.class,
    keyThumbprint: thumbprintOf(deviceKey),
    gates: ALL_GATE_GROUPS,
    ...dates,
    signed: Buffer.concat([part, signature]),
    ...(asks ? askingSince(now) : { state: 'active' }),
    maskedName: resident.maskedName,
    building: resident.building,
    addedAt: now,
    issue: { by, at: now, session },
    audit,
  };
}

/** @returns undefined where somebody else changed the pass meanwhile */
async function renew(
  ports: IssuePassPorts,
  request: Request,
  before: Pass,
): Promise<Pass | undefined> {
  const signed = await signPass(ports, request, passIndexOf(before.passId));
  const { state, stateChange } = before;
  const stands = stateChange === undefined ? { state } : { state, stateChange };
  const issue = { ...signed.issue, previousExpires: before.expires };
  const pass = { ...signed, ...stands, issue };
  const outcome = await ports.passes.recordRenewed(pass, before);
  return outcome === 'recorded' ? pass : undefined;
}

/** @returns undefined where the resident's passes changed meanwhile */
function issueNew(
  ports: IssuePassPorts,
  request: Request,
  seen: PassesOfResident,
): Promise<Pass | undefined> {
  const compound = compoundOf(request.resident.residentId);
  return givePlace(ports, { compound, seen, now: request.now }, async (index) => {
    const made = await signPass(ports, request, index);
    return { made, outcome: await ports.passes.recordIssued(made, seen) };
  });
}
