import { cardNumberFrom } from '../../shared/code/card-number.ts';
import { writeCardCode } from '../../shared/code/pass-code.ts';
import { encodePassPart, passSigningInput } from '../../shared/code/pass-part.ts';
import {
  compoundNumberOf,
  compoundOf,
  type PassId,
  passIdOf,
  type ResidentId,
} from '../../shared/ids.ts';
import type { IssuedCard } from '../../shared/messages/cards.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { livesHere, type Resident } from '../residents/index.ts';
import { givePlace } from './give-place.ts';
import type { IssuePassPorts } from './issue-pass.ts';
import {
  ALL_GATE_GROUPS,
  CARD_LIFE_MS,
  type Card,
  type CardDecision,
  datesFrom,
  decideCard,
  markOfCard,
  type PassWithFacts,
} from './pass.ts';
import type { PassesOfResident, StateChangeRequest } from './pass-store.ts';
import { askingSince } from './tenancy-passes.ts';

export type IssueCardInput = {
  readonly actor: StaffActor;
  readonly residentId: ResidentId;
  /** A card of this resident that is lost: withdrawn together with the making of the new one. */
  readonly lostPassId?: PassId | undefined;
  readonly now: number;
};

/** Each try loses to another request for the same resident, which got on. */
const MOST_TRIES = 5;

/**
 * The resident's card: made, or the good one that there is. Asked again, also for a replacement,
 * it answers with the same card, so that an answer may be lost and a printer may jam.
 */
export async function issueCard(
  ports: IssuePassPorts,
  input: IssueCardInput,
): Promise<IssuedCard | Failure> {
  const { actor, residentId, lostPassId, now } = input;
  if (!mayAct(actor, 'card.issue', compoundOf(residentId), now)) {
    return fail('not_permitted');
  }
  const resident = await ports.residents.findResident(residentId);
  if (resident === undefined || !livesHere(resident)) return fail('not_found');

  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const seen = await ports.passes.findPassesOfResident(residentId, now);
    const points = ports.issuer.pointsAt(now);
    const keys = { nowMs: now, verifies: (keyId: number) => points.has(keyId) };
    const decision = decideCard(seen.passes, keys, lostPassId);
    if (isFailure(decision)) return decision;
    const audit = factsOf(actor, {
      action: 'card.issue',
      place: compoundOf(residentId),
      purpose: 'gate',
      now,
    });
    const asks = resident.tenancyOver === true;
    const request = { resident, decision, by: actor.staffId, asks, audit, now };
    const card =
      decision.to === 'return'
        ? await standing(ports, request, decision.card)
        : await makeCard(ports, request, seen);
    if (card !== undefined) return answerOf(card, decision.to === 'issue');
  }
  return fail('state_conflict');
}

function answerOf(card: Card, made: boolean): IssuedCard {
  const { residentId, passId, cardNumber: number, notBefore, expires, signed } = card;
  return { residentId, made, passId, number, code: writeCardCode(signed), notBefore, expires };
}

type Request = {
  readonly resident: Resident;
  readonly decision: CardDecision;
  readonly by: string;
  /** Whether it asks for more than a look from its first moment on. */
  readonly asks: boolean;
  readonly audit: AuditFacts;
  readonly now: number;
};

function withdrawalOf({ by, audit, now }: Request): StateChangeRequest {
  return { to: 'revoked', as: 'property_manager', by, at: now, audit, reason: 'lost_card' };
}

/** The good card that there is, once the lost one is none any more. */
async function standing(
  { passes }: IssuePassPorts,
  request: Request,
  card: Card,
): Promise<Card | undefined> {
  const { lost } = request.decision;
  if (lost === undefined) return card;
  const outcome = await passes.changeState(lost.passId, withdrawalOf(request));
  return outcome === 'changed' || outcome === 'already' ? card : undefined;
}

/** @returns undefined where the resident's passes changed meanwhile */
function makeCard(
  ports: IssuePassPorts,
  request: Request,
  seen: PassesOfResident,
): Promise<Card | undefined> {
  const { resident, decision, now } = request;
  const { lost } = decision;
  const replaced =
    lost === undefined ? undefined : { passId: lost.passId, change: withdrawalOf(request) };
  const compound = compoundOf(resident.residentId);
  return givePlace(ports, { compound, seen, now }, async (index) => {
    const made = await signCard(ports, request, index);
    return { made, outcome: await ports.passes.recordIssued(made, seen, replaced) };
  });
}

async function signCard(
  { issuer, random }: IssuePassPorts,
  { resident, by, asks, audit, now }: Request,
  index: number,
): Promise<Card & PassWithFacts> {
  const signer = issuer.signerAt(now);
  const compound = compoundNumberOf(resident.residentId);
  const dates = datesFrom(now, CARD_LIFE_MS);
  const part = encodePassPart({
    kind: 'card',
    keyId: signer.keyId,
    compound,
    index,
    class: resident.class,
    specimen: false,
    gates: ALL_GATE_GROUPS,
    ...dates,
  });
  const signature = await signer.sign(passSigningInput(part));
  const cardNumber = cardNumberFrom(Buffer.from(random(4)).readUInt32BE());
  return {
    passId: passIdOf(compound, index),
    residentId: resident.residentId,
    class: resident.class,
    keyThumbprint: markOfCard(cardNumber),
    cardNumber,
    gates: ALL_GATE_GROUPS,
    ...dates,
    signed: Buffer.concat([part, signature]),
    ...(asks ? askingSince(now) : { state: 'active' }),
    maskedName: resident.maskedName,
    building: resident.building,
    addedAt: now,
    issue: { by, at: now },
    audit,
  };
}
