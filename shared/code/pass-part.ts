import { CLASSES, type PassClass } from '../gate/outcomes.ts';
import { assertThat, isUint, readUint, writeUint } from './bytes.ts';
import { compactJws, protectedHeader, signingInput } from './jws.ts';
import { SIGNATURE_BYTES } from './signature.ts';

/**
 * What the issuer signs: a fixed layout, big-endian, nothing optional. The kind tells the length.
 * It names nobody: the index is random and means something only to the compound that gave it.
 */
export const KINDS = ['live', 'visitor', 'card'] as const;
export type PassKind = (typeof KINDS)[number];

export type PassPart = {
  readonly kind: PassKind;
  /** The issuer's key, `i<number>` where keys have names. */
  readonly keyId: number;
  readonly compound: number;
  /** The place in the compound's status list; of a visitor's pass an opaque serial without a place. */
  readonly index: number;
  readonly class: PassClass;
  /** For training: never opens a gate. */
  readonly specimen: boolean;
  /** Bit n stands for gate group n. */
  readonly gates: number;
  /** Unix seconds, on a whole minute; valid from then on. */
  readonly notBefore: number;
  /** Unix seconds, on a whole minute; not valid from then on. */
  readonly expires: number;
  /** Compressed P-256 point; absent on a card, which nobody's device can prove. */
  readonly deviceKey?: Uint8Array;
};

export const DEVICE_KEY_BYTES = 33;
const CARD_PART_BYTES = 16;
const LIVE_PART_BYTES = CARD_PART_BYTES + DEVICE_KEY_BYTES;
/** A live or a visitor's pass with the issuer's signature, as a phone keeps it. */
export const SIGNED_PASS_BYTES = LIVE_PART_BYTES + SIGNATURE_BYTES;
/** A card with the issuer's signature: all of its code. */
export const CARD_BYTES = CARD_PART_BYTES + SIGNATURE_BYTES;

/** Dates count minutes from 2024-01-01T00:00:00Z; three bytes reach into 2055. */
const EPOCH_SECONDS = 1_704_067_200;
const MINUTE_SECONDS = 60;

/** An index is given to another device key only so long after its pass has ended. */
export const INDEX_KEPT_MS = 31 * 86_400_000;

const SPECIMEN_BIT = 0x10;
const CLASS_MASK = 0x0f;

/** Which kind may carry which class; everything else is malformed. */
const CLASSES_OF_KIND: Readonly<Record<PassKind, readonly PassClass[]>> = {
  live: ['resident', 'household', 'staff'],
  visitor: ['visitor', 'courier'],
  card: ['resident', 'household', 'staff'],
};

export function kindOf(byte: number): PassKind | undefined {
  return KINDS[byte - 1];
}

export function partBytesOf(kind: PassKind): number {
  return kind === 'card' ? CARD_PART_BYTES : LIVE_PART_BYTES;
}

const isCompressedPoint = (key: Uint8Array) =>
  key.length === DEVICE_KEY_BYTES && (key[0] === 2 || key[0] === 3);

const minutesOf = (unixSeconds: number) => (unixSeconds - EPOCH_SECONDS) / MINUTE_SECONDS;
const secondsOf = (minutes: number) => EPOCH_SECONDS + minutes * MINUTE_SECONDS;

/** @throws RangeError when a field does not fit the layout, dates between two minutes included */
export function encodePassPart(part: PassPart): Uint8Array {
  const notBefore = minutesOf(part.notBefore);
  const expires = minutesOf(part.expires);
  assertThat(isUint(part.keyId, 1), 'a key id is one byte');
  assertThat(isUint(part.compound, 2) && part.compound > 0, 'a compound is 1 to 65535');
  assertThat(isUint(part.index, 3), 'an index is three bytes');
  assertThat(isUint(part.gates, 2), 'gates are two bytes');
  assertThat(isUint(notBefore, 3), 'notBefore is a whole minute from 2024 on');
  assertThat(isUint(expires, 3), 'expires is a whole minute from 2024 on');
  assertThat(notBefore < expires, 'a pass ends after it begins');
  assertThat(CLASSES_OF_KIND[part.kind].includes(part.class), 'this kind has no such class');
  const { deviceKey } = part;
  assertThat(
    part.kind === 'card'
      ? deviceKey === undefined
      : deviceKey !== undefined && isCompressedPoint(deviceKey),
    'a card has no device key, any other pass has a compressed point',
  );
  const bytes = new Uint8Array(partBytesOf(part.kind));
  bytes[0] = KINDS.indexOf(part.kind) + 1;
  bytes[1] = part.keyId;
  writeUint(bytes, 2, 2, part.compound);
  writeUint(bytes, 4, 3, part.index);
  bytes[7] = (CLASSES.indexOf(part.class) + 1) | (part.specimen ? SPECIMEN_BIT : 0);
  writeUint(bytes, 8, 2, part.gates);
  writeUint(bytes, 10, 3, notBefore);
  writeUint(bytes, 13, 3, expires);
  if (deviceKey !== undefined) bytes.set(deviceKey, CARD_PART_BYTES);
  return bytes;
}

/** The fields of a part; undefined for bytes that `encodePassPart` would not have written. */
export function decodePassPart(bytes: Uint8Array): PassPart | undefined {
  const kind = kindOf(bytes[0] ?? 0);
  if (kind === undefined || bytes.length !== partBytesOf(kind)) return undefined;
  const classAndFlags = bytes[7] ?? 0;
  const passClass = CLASSES[(classAndFlags & CLASS_MASK) - 1];
  if ((classAndFlags & ~(CLASS_MASK | SPECIMEN_BIT)) !== 0) return undefined;
  if (passClass === undefined || !CLASSES_OF_KIND[kind].includes(passClass)) return undefined;
  const compound = readUint(bytes, 2, 2);
  const notBefore = readUint(bytes, 10, 3);
  const expires = readUint(bytes, 13, 3);
  if (compound === 0 || notBefore >= expires) return undefined;
  const common = {
    kind,
    keyId: bytes[1] ?? 0,
    compound,
    index: readUint(bytes, 4, 3),
    class: passClass,
    specimen: (classAndFlags & SPECIMEN_BIT) !== 0,
    gates: readUint(bytes, 8, 2),
    notBefore: secondsOf(notBefore),
    expires: secondsOf(expires),
  };
  if (kind === 'card') return common;
  const deviceKey = bytes.slice(CARD_PART_BYTES);
  return isCompressedPoint(deviceKey) ? { ...common, deviceKey } : undefined;
}

const headers = new Map<number, Uint8Array>();

function passHeader(keyId: number): Uint8Array {
  const known = headers.get(keyId);
  if (known !== undefined) return known;
  const header = protectedHeader(`{"alg":"ES256","kid":"i${keyId}","typ":"xq-pass"}`);
  headers.set(keyId, header);
  return header;
}

/** What the issuer signs: ASCII of `header.payload` of the pass as a JWS. */
export function passSigningInput(part: Uint8Array): Uint8Array {
  return signingInput(passHeader(part[1] ?? 0), part);
}

/** The pass as a compact JWS, for any JOSE library. */
export function passJws(part: Uint8Array, issuerSignature: Uint8Array): string {
  return compactJws(passSigningInput(part), issuerSignature);
}

/**
 * Who a pass is at a gate, whatever text it came in. Visitors' serials and places in the status
 * list are two different countings, so the key tells them apart.
 */
export function passKey(part: Pick<PassPart, 'kind' | 'compound' | 'index'>): string {
  return `${part.compound}.${part.kind === 'visitor' ? 'v' : 'p'}${part.index}`;
}
