import { base64urlnopad } from '@scure/base';
import * as z from 'zod';

/**
 * An IETF Token Status List with 2 bits a pass. One a compound; its version only goes up.
 * `ask` also carries every refusal that must not say why.
 */
export const PASS_STATES = ['valid', 'revoked', 'suspended', 'ask'] as const;
export type PassState = (typeof PASS_STATES)[number];

export type StatusList = {
  readonly version: number;
  readonly places: number;
  readonly bits: Uint8Array;
};

/** An index has three bytes. */
const MOST_PLACES = 2 ** 24;
const PLACES_PER_BYTE = 4;
const FEWEST_PLACES = 64;
/** Room to grow, and random indices that stay cheap to draw. */
const PLACES_PER_PASS = 1.5;

/** Nothing is inflated beyond this: a list with every place that an index can name. */
export const STATUS_LIST_CEILING = MOST_PLACES / PLACES_PER_BYTE;
/** zlib expands what it cannot compress by less than this. */
const LONGEST_LST = Math.ceil((STATUS_LIST_CEILING * 4) / 3) + 1_024;

/** The number of places for so many passes: the next power of two with half as many to spare. */
export function placesFor(inUse: number): number {
  let places = FEWEST_PLACES;
  while (places < inUse * PLACES_PER_PASS && places < MOST_PLACES) places *= 2;
  return places;
}

/** All valid. @throws RangeError unless `places` is a multiple of four that an index can name */
export function emptyBits(places: number): Uint8Array {
  if (!Number.isInteger(places) || places % PLACES_PER_BYTE !== 0) {
    throw new RangeError('places fill whole bytes');
  }
  if (places <= 0 || places > MOST_PLACES) throw new RangeError('places are 4 to 2^24');
  return new Uint8Array(places / PLACES_PER_BYTE);
}

const isPlaceOf = (bits: Uint8Array, index: number) =>
  Number.isInteger(index) && index >= 0 && index < bits.length * PLACES_PER_BYTE;
const shiftOf = (index: number) => (index % PLACES_PER_BYTE) * 2;

/** Sets a place in `bits` itself. @throws RangeError beyond the list */
export function setState(bits: Uint8Array, index: number, state: PassState): void {
  if (!isPlaceOf(bits, index)) throw new RangeError('an index beyond the list');
  const at = Math.floor(index / PLACES_PER_BYTE);
  const others = (bits[at] ?? 0) & ~(3 << shiftOf(index));
  bits[at] = others | (PASS_STATES.indexOf(state) << shiftOf(index));
}

/** Undefined beyond the list: such a pass is younger than the list. */
export function stateAt(list: StatusList, index: number): PassState | undefined {
  if (!isPlaceOf(list.bits, index)) return undefined;
  const byte = list.bits[Math.floor(index / PLACES_PER_BYTE)] ?? 0;
  return PASS_STATES[(byte >> shiftOf(index)) & 3];
}

/**
 * zlib (RFC 1950) to bytes; undefined for what is not zlib, is cut off, or would become longer
 * than `ceiling`: it stops there, without making the rest first.
 */
export type Inflater = (zlib: Uint8Array, ceiling: number) => Promise<Uint8Array | undefined>;

/** Claims of the JWT, typ `statuslist+jwt`. Dates in unix seconds. */
const StatusListClaims = z.object({
  sub: z.string().min(1),
  iat: z.number().int(),
  exp: z.number().int(),
  xq_version: z.number().int().min(0),
  status_list: z.object({ bits: z.literal(2), lst: z.string().min(1).max(LONGEST_LST) }),
});
export type StatusListClaims = z.infer<typeof StatusListClaims>;

export function writeStatusListClaims(list: {
  readonly subject: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Unix seconds. */
  readonly expires: number;
  readonly version: number;
  /** The bits, compressed by zlib. */
  readonly zlib: Uint8Array;
}): StatusListClaims {
  return {
    sub: list.subject,
    iat: list.issuedAt,
    exp: list.expires,
    xq_version: list.version,
    status_list: { bits: 2, lst: base64urlnopad.encode(list.zlib) },
  };
}

/**
 * The list in the claims of a JWT whose signature and subject the caller has verified; undefined
 * for anything else, and for a list that inflates beyond its ceiling.
 */
export async function readStatusListClaims(
  payload: unknown,
  inflate: Inflater,
): Promise<StatusList | undefined> {
  const claims = StatusListClaims.safeParse(payload);
  if (!claims.success) return undefined;
  const zlib = decodeBase64url(claims.data.status_list.lst);
  if (zlib === undefined) return undefined;
  const bits = await inflate(zlib, STATUS_LIST_CEILING);
  if (bits === undefined || bits.length === 0) return undefined;
  return { version: claims.data.xq_version, places: bits.length * PLACES_PER_BYTE, bits };
}

function decodeBase64url(text: string): Uint8Array | undefined {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return undefined;
  }
}

/** The list to keep: an older one never replaces a newer one, whatever order answers come in. */
export function newerList(kept: StatusList | undefined, received: StatusList): StatusList {
  return kept !== undefined && kept.version > received.version ? kept : received;
}
