import { createHash } from 'node:crypto';
import * as z from 'zod';
import { decodePassPart, partBytesOf } from '../../shared/code/pass-part.ts';
import { CardNumber, PassId, ResidentId, SessionId } from '../../shared/ids.ts';
import { ALL_PASS_REASONS } from '../../shared/messages/passes.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { PASS_STATES, type PassChanger, type PassState, statesBefore } from './pass-lifecycle.ts';

type StateReason = (typeof ALL_PASS_REASONS)[number];

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Long enough to be away for the weekend without network, short enough to end by itself. */
export const PASS_LIFE_MS = 7 * DAY_MS;
/** A phone that goes online twice a week always has a pass that lasts. */
export const HALF_LIFE_MS = PASS_LIFE_MS / 2;
/** Renewals of a compound that registered in one morning spread over half a day. */
export const MOST_JITTER_MS = 12 * 3_600_000;
/** An index means the same device until nobody can present its pass, nor look its scans up. */
export const INDEX_KEPT_MS = KEPT_MS.pass;
/** There is no phone to renew a card: long enough that nobody stands in line twice a year. */
export const CARD_LIFE_MS = 365 * DAY_MS;
/** Within its last month a card's successor can be printed; until then asking again is answered by it. */
export const CARD_SUCCEEDED_WITHIN_MS = 30 * DAY_MS;
/** A suspension is for a while; a longer one is a withdrawal. */
export const LONGEST_SUSPENSION_MS = 365 * DAY_MS;
/** Without a date, a suspension stands until somebody ends it; no record is kept for ever. */
const UNDATED_SUSPENSION_MS = 10 * 365 * DAY_MS;
/** From its signature on, the last moment at which a pass or a card may say anything at a gate. */
export const PASS_GONE_AFTER_MS = CARD_LIFE_MS + INDEX_KEPT_MS;
/** A family phone, an old one, a new one, two computers. */
export const MOST_DEVICE_KEYS = 5;
/** Residents may use every group of gates; a compound that wants less says so in the gate's rules. */
export const ALL_GATE_GROUPS = 0xffff;

/** Bytes as this store's own, whatever buffer the database's client made them from. */
const Bytes = z.instanceof(Uint8Array);

/** Who changed the record, when, and from what: written inside the changed item. */
const Issue = z.object({
  by: z.string(),
  at: z.number().int(),
  /** The sign-in that asked: the device's own, so that a lost device can be told by it. */
  session: SessionId.optional(),
  previousExpires: z.number().int().optional(),
});
const StateChange = z.object({
  by: z.string(),
  at: z.number().int(),
  reason: z.enum(ALL_PASS_REASONS).optional(),
  documentNumber: z.string().optional(),
  /** Unix milliseconds, exclusive: a suspension with a date ends by itself. */
  until: z.number().int().optional(),
});

export const Pass = z.object({
  passId: PassId,
  residentId: ResidentId,
  class: z.enum(['resident', 'household']),
  /** Names the device key; see `thumbprintOf`. Of a card, which has none, see `markOfCard`. */
  keyThumbprint: z.string(),
  /** Of a card alone: what is printed beside its code. */
  cardNumber: CardNumber.optional(),
  gates: z.number().int(),
  /** Unix seconds. */
  notBefore: z.number().int(),
  /** Unix seconds, exclusive. */
  expires: z.number().int(),
  /** The issuer-signed part and its signature. */
  signed: Bytes,
  state: z.enum(PASS_STATES),
  /** What the guard may see of the holder. */
  maskedName: z.string(),
  building: z.string(),
  /** When the device was added, unix milliseconds; absent, its last renewal is all that is known. */
  addedAt: z.number().int().optional(),
  issue: Issue,
  stateChange: StateChange.optional(),
  previousState: z.enum(PASS_STATES).optional(),
});
export type Pass = z.infer<typeof Pass>;
/** A pass to be written, with the facts of writing it. */
export type PassWithFacts = Pass & { readonly audit: AuditFacts };

/** Names a device key in records: SHA-256 of the compressed point, base64url. */
export function thumbprintOf(deviceKey: Uint8Array): string {
  return createHash('sha256').update(deviceKey).digest('base64url');
}

/** Stands where a device key's thumbprint would: of each card another. */
export function markOfCard(number: CardNumber): string {
  return `card ${number}`;
}

/** A card printed on paper, and the pass of a phone. */
export type Card = Pass & { readonly cardNumber: CardNumber };
export function isCard(pass: Pass): pass is Card {
  return pass.cardNumber !== undefined;
}

/** The number of the issuer's key that signed it. */
function issuerKeyOf(pass: Pass): number | undefined {
  const bytes = partBytesOf(isCard(pass) ? 'card' : 'live');
  return decodePassPart(pass.signed.subarray(0, bytes))?.keyId;
}

/** Unix seconds, on whole minutes as the pass code has them. */
export function datesFrom(
  nowMs: number,
  lifeMs = PASS_LIFE_MS,
): { notBefore: number; expires: number } {
  const start = nowMs - (nowMs % MINUTE_MS);
  const end = nowMs + lifeMs;
  return { notBefore: start / 1_000, expires: (end - (end % MINUTE_MS)) / 1_000 };
}

/** Unix seconds: half-life and this pass's own share of the jitter, the same whenever asked. */
export function renewAfter({ passId, notBefore }: Pick<Pass, 'passId' | 'notBefore'>): number {
  const drawn = createHash('sha256').update(`${passId} ${notBefore}`).digest().readUInt32BE();
  const jitterMs = (drawn / 2 ** 32) * MOST_JITTER_MS;
  return notBefore + Math.floor((HALF_LIFE_MS + jitterMs) / 1_000);
}

type Standing = Pick<Pass, 'state' | 'stateChange' | 'expires'>;

/** When a suspension is over by itself, unix milliseconds; undefined where somebody has to end it. */
export function suspendedUntil({ state, stateChange }: Standing): number | undefined {
  return state === 'suspended' ? stateChange?.until : undefined;
}

/** Whether a suspension's term is over: the pass is good again, whoever comes to write it down. */
export function hasServedTerm(pass: Standing, nowMs: number): boolean {
  const until = suspendedUntil(pass);
  return until !== undefined && until <= nowMs;
}

/**
 * When the record may go and its index may be somebody else's: unix milliseconds. A suspension is
 * not forgotten because the pass under it ran out.
 */
export function indexFreeAt(pass: Standing): number {
  const { state, stateChange, expires } = pass;
  const suspendedAt = state === 'suspended' ? (stateChange?.at ?? 0) : 0;
  const heldUntil = suspendedUntil(pass) ?? suspendedAt + UNDATED_SUSPENSION_MS;
  const heldMs = state === 'suspended' ? heldUntil : 0;
  return Math.max(expires * 1_000, heldMs) + INDEX_KEPT_MS;
}

/**
 * Whether it asks because a tenancy is over: no penalty, so that its phone goes on showing it and
 * renews it, and others are given beside it, which ask as well.
 */
export function asksForTenancy({
  state,
  stateChange,
}: Pick<Pass, 'state' | 'stateChange'>): boolean {
  return state === 'suspended' && stateChange?.reason === 'tenancy_over';
}

/**
 * Whether this changer may bring this pass there. That a tenancy is over is ended by the tenancy
 * and by nobody else; a tenant who loses the phone reports it as anybody does.
 */
export function mayMove(before: Pass, to: PassState, as: PassChanger): boolean {
  const asks = asksForTenancy(before);
  if (asks && to === 'revoked' && as === 'resident') return true;
  // A suspension that is about the person outlasts whoever held the pass for them.
  if (as === 'proxy_end' && before.state === 'suspended' && isAboutTheResident(before))
    return false;
  if (to === 'active' && asks !== (as === 'tenancy')) return false;
  return statesBefore(to, as).includes(before.state);
}

/** Reasons that are about the person's right and not about a phone: a new phone changes nothing. */
const ABOUT_THE_RESIDENT: readonly StateReason[] = [
  'moved_out',
  'wrong_person',
  'order_with_document',
];

function isAboutTheResident({ state, stateChange }: Pass): boolean {
  const reason = stateChange?.reason;
  return state !== 'active' && reason !== undefined && ABOUT_THE_RESIDENT.includes(reason);
}

/** A card that lies in a drawer somewhere stops no phone, nor the other way round. */
function withholds(wanted: 'card' | 'phone', pass: Pass): boolean {
  if (asksForTenancy(pass)) return false;
  if (isAboutTheResident(pass)) return true;
  return pass.state === 'suspended' && isCard(pass) === (wanted === 'card');
}

/** Of suspensions with the day on which the last of them is over, where each has one. */
function refusalOf(withheld: readonly Pass[]): Failure {
  if (withheld.some(({ state }) => state === 'revoked')) return fail('pass_revoked');
  const until = Math.max(
    ...withheld.map((pass) => suspendedUntil(pass) ?? Number.POSITIVE_INFINITY),
  );
  return fail('pass_suspended', Number.isFinite(until) ? { until } : {});
}

/** What this issuer's keys are good for at the moment. */
type KeysNow = {
  readonly nowMs: number;
  /** Whether what this issuer's key signed is still good. */
  readonly verifies: (keyId: number) => boolean;
};

/** Whether a gate would look at it, instead of refusing it. */
export function isGood(pass: Pass, { nowMs, verifies }: KeysNow): boolean {
  const keyId = issuerKeyOf(pass);
  const isVerified = keyId !== undefined && verifies(keyId);
  return pass.state === 'active' && nowMs < pass.expires * 1_000 && isVerified;
}

/** Whether this sign-in is that of a device reported lost: whoever has it now has to sign in anew. */
export function isOfLostDevice(passes: readonly Pass[], session: SessionId): boolean {
  return passes.some(
    ({ state, stateChange, issue }) =>
      state === 'revoked' && stateChange?.reason === 'lost_device' && issue.session === session,
  );
}

export type IssueDecision =
  | { readonly to: 'return' | 'renew'; readonly pass: Pass }
  | { readonly to: 'issue' };

/**
 * What a request for a pass comes to, given every pass that this resident's devices still have a
 * place for. One that a withdrawn key signed is renewed at once. A suspended or revoked pass is not
 * replaced by asking again: neither with the same key nor, where the reason is about the resident,
 * with another one.
 */
export function decideIssue(
  passes: readonly Pass[],
  { keyThumbprint, nowMs, verifies }: KeysNow & { readonly keyThumbprint: string },
): IssueDecision | Failure {
  const own = passes.find((pass) => pass.keyThumbprint === keyThumbprint);
  if (own?.state === 'revoked') {
    return fail(own.stateChange?.reason === 'lost_device' ? 'device_lost' : 'pass_revoked');
  }
  if (own?.state === 'suspended' && !asksForTenancy(own)) return refusalOf([own]);
  const withheld = passes.filter((pass) => withholds('phone', pass));
  if (withheld.length > 0) return refusalOf(withheld);
  if (own !== undefined) {
    const keyId = issuerKeyOf(own);
    const isVerified = keyId !== undefined && verifies(keyId);
    const stands = nowMs < renewAfter(own) * 1_000 && isVerified;
    return { to: stands ? 'return' : 'renew', pass: own };
  }
  const inUse = passes.filter(
    (pass) =>
      !isCard(pass) &&
      (pass.state === 'active' || asksForTenancy(pass)) &&
      nowMs < pass.expires * 1_000,
  );
  return inUse.length < MOST_DEVICE_KEYS ? { to: 'issue' } : fail('device_key_limit');
}

/** `lost` is still to be withdrawn: where a card is made, by the write that makes it. */
export type CardDecision = { readonly lost?: Card } & (
  | { readonly to: 'return'; readonly card: Card }
  | { readonly to: 'issue' }
);

/**
 * What a request for a card comes to: the resident's good card, or a new one where there is none,
 * where it ends within a month, or where it is the one that is lost. So asking twice, also for a
 * replacement, makes one card.
 */
export function decideCard(
  passes: readonly Pass[],
  keys: KeysNow,
  lostId?: PassId,
): CardDecision | Failure {
  const lost = passes.filter(isCard).find(({ passId }) => passId === lostId);
  if (lostId !== undefined && lost === undefined) return fail('not_found');
  const others = passes.filter((pass) => pass !== lost);
  const withheld = others.filter((pass) => withholds('card', pass));
  if (withheld.length > 0) return refusalOf(withheld);
  if (lost !== undefined && isAboutTheResident(lost)) return refusalOf([lost]);
  const standing = others
    .filter(isCard)
    .find(
      (card) =>
        isGood(asksForTenancy(card) ? { ...card, state: 'active' } : card, keys) &&
        card.expires * 1_000 - keys.nowMs > CARD_SUCCEEDED_WITHIN_MS,
    );
  const toWithdraw = lost === undefined || lost.state === 'revoked' ? {} : { lost };
  return standing === undefined
    ? { to: 'issue', ...toWithdraw }
    : { to: 'return', card: standing, ...toWithdraw };
}
