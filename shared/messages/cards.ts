import * as z from 'zod';
import { CardNumber, HouseId, PassId, ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { PASS_STATE_REASONS } from './passes.ts';
import { Cursor } from './register.ts';

const UnixSeconds = z.number().int();
const UnixMs = z.number().int();
const PassState = z.enum(['active', 'suspended', 'revoked']);

/** What stands on a printed card, and what its next action is called by. */
export const IssuedCard = z.object({
  residentId: ResidentId,
  /** False where the resident had a good one already: this one. */
  made: z.boolean(),
  passId: PassId,
  /** Printed beside the code, for typing. */
  number: CardNumber,
  /** The text in the QR. */
  code: z.string(),
  notBefore: UnixSeconds,
  expires: UnixSeconds,
});
export type IssuedCard = z.infer<typeof IssuedCard>;

export const IssueCardRequest = z.strictObject({
  /** A card of this resident that is lost: withdrawn by the same write that makes the new one. */
  lostPassId: PassId.optional(),
});
/** The resident's card: made, or the good one that there is. Asked again, it is the same one. */
export const issueCard = endpoint({
  method: 'POST',
  path: '/api/v1/manager/residents/:residentId/card',
  body: IssueCardRequest,
  answer: IssuedCard,
});

/** A job of two hundred is eight of these, each over in about a second. */
export const CARDS_PER_REQUEST = 25;
export const IssueCardsRequest = z.strictObject({
  residentIds: z
    .array(ResidentId)
    .min(1)
    .max(CARDS_PER_REQUEST)
    .refine((ids) => new Set(ids).size === ids.length, 'everybody once'),
});
/** Why somebody gets no card. */
export const CARD_REFUSALS = [
  'invalid_input',
  'not_found',
  'not_permitted',
  'pass_suspended',
  'pass_revoked',
  'state_conflict',
  'fault',
] as const;
export const IssuedCards = z.object({
  /** In the order asked. */
  results: z.array(
    z.union([
      z.object({ residentId: ResidentId, card: IssuedCard }),
      z.object({ residentId: ResidentId, refused: z.enum(CARD_REFUSALS) }),
    ]),
  ),
});
export type IssuedCards = z.infer<typeof IssuedCards>;
export const issueCards = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/cards',
  body: IssueCardsRequest,
  answer: IssuedCards,
});

/** One pass of a resident, a phone's or a printed card. */
export const ResidentPass = z.object({
  passId: PassId,
  kind: z.enum(['phone', 'card']),
  /** Of a card. */
  number: CardNumber.optional(),
  state: PassState,
  /** Why and when it got into this state, where somebody brought it there. */
  reason: z.enum(PASS_STATE_REASONS).optional(),
  /** Asks because the tenancy is over; nobody brought it there. */
  tenancyOver: z.boolean().optional(),
  changedAt: UnixMs.optional(),
  addedAt: UnixMs,
  expires: UnixSeconds,
  /** Whether a gate still takes it: active, not over, signed by a key that was not withdrawn. */
  good: z.boolean(),
});
export type ResidentPass = z.infer<typeof ResidentPass>;
/** Every pass of a resident that a gate may still be shown, the newest first. */
export const listResidentPasses = endpoint({
  method: 'GET',
  path: '/api/v1/manager/residents/:residentId/passes',
  reads: { record: 'passes', purpose: 'gate', unstated: 'gate' },
  answer: z.object({ passes: z.array(ResidentPass) }),
});

/** Somebody to give a card to: nothing that the office does not need for it. */
export const FoundResident = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  houseLabel: z.string(),
  maskedName: z.string(),
  tie: z.enum(['owner', 'tenant', 'family', 'carer']),
  /** Good passes on phones. */
  phones: z.number().int(),
  /** The newest card that is not withdrawn. */
  card: ResidentPass.optional(),
});
export type FoundResident = z.infer<typeof FoundResident>;

export const RESIDENTS_PER_PAGE = 50;
/** In the body and not in the address: where somebody lives is written into no log. */
export const FindResidentsRequest = z.strictObject({
  /** A house or a building, as people type it: 3-2-501, 3幢. Without it, everybody. */
  house: z.string().max(24).optional(),
  /** Where the page begins: the one that came with the page before. */
  cursor: Cursor.optional(),
  /** How many to leave out, for pages of earlier releases: it costs what is left out. */
  from: z.number().int().min(0).max(100_000).optional(),
});
export type FindResidentsRequest = z.infer<typeof FindResidentsRequest>;
export const FoundResidents = z.object({
  /** By building, unit and room. */
  residents: z.array(FoundResident),
  /** How many are known to be found: with what was left out, and one more where more come. */
  total: z.number().int(),
  /** Both absent on the last page. */
  next: z.number().int().optional(),
  cursor: Cursor.optional(),
});
export type FoundResidents = z.infer<typeof FoundResidents>;
export const findResidents = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/resident-searches',
  reads: { record: 'register', purpose: 'gate', unstated: 'gate' },
  body: FindResidentsRequest,
  answer: FoundResidents,
});
