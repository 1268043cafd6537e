import { createHash } from 'node:crypto';
import { decodeBase45, encodeBase45 } from '../../shared/code/base45.ts';
import { protectedHeader, signingInput } from '../../shared/code/jws.ts';
import { writeLiveCode } from '../../shared/code/pass-code.ts';
import { encodePassPart, passSigningInput } from '../../shared/code/pass-part.ts';
import { toLowS } from '../../shared/code/signature.ts';
import { malleated, ORDER_BYTES, signDeterministically } from './deterministic-es256.ts';
import { allow, deny, scenario } from './scenario.ts';
import {
  cardCode,
  challengeOf,
  challengeProof,
  deviceOf,
  hex,
  issuer,
  liveCode,
  NOW_MS,
  NOW_SLOT,
  nextIssuer,
  passOf,
  signPart,
  signProof,
  slotProof,
  stranger,
} from './street.ts';
import type { Vector } from './vector.ts';

const PREFIX = 'XQ1:';
const PART = 49;
const SIGNED = 113;
const PROOF = 118;

const part = passOf('resident');
const text = liveCode(part);
const bytes = decodeBase45(text, PREFIX.length) ?? new Uint8Array();
const card = cardCode(passOf('resident', { kind: 'card' }));
const cardBytes = decodeBase45(card, PREFIX.length) ?? new Uint8Array();
const textOf = (code: Uint8Array) => PREFIX + encodeBase45(code);

/** The valid code with other bytes from `at` on, its signatures left as they were. */
function replaced(at: number, ...changed: number[]): string {
  const code = Buffer.from(bytes);
  code.set(changed, at);
  return textOf(code);
}

/** A code whose issuer signed the part as it stands, however wrong its fields are. */
function signedAnyway(partBytes: Uint8Array): string {
  const signed = signPart(partBytes);
  const value = slotProof(NOW_SLOT);
  return writeLiveCode(signed, value, signProof(signed, value, deviceOf('resident')));
}

function partWith(at: number, ...changed: number[]): Uint8Array {
  const changedPart = Buffer.from(encodePassPart(part));
  changedPart.set(changed, at);
  return changedPart;
}

const malformed = (name: string, code: string) => scenario(name, code, deny('malformed'));

/** The same code written in another way, or with something beside it. */
function variants(): Vector[] {
  const s = (at: number) => malleated(bytes.subarray(at, at + 64));
  return [
    scenario('the code as the phone wrote it', text, allow()),
    malformed('n − s in the issuer’s signature', replaced(PART, ...s(PART))),
    malformed('n − s in the proof', replaced(PROOF, ...s(PROOF))),
    malformed(
      'n − s in both signatures',
      textOf(
        Buffer.concat([bytes.subarray(0, PART), s(PART), bytes.subarray(SIGNED, PROOF), s(PROOF)]),
      ),
    ),
    malformed('r of zero', replaced(PART, ...new Uint8Array(32))),
    malformed('s of zero', replaced(PART + 32, ...new Uint8Array(32))),
    malformed('r of the order itself', replaced(PART, ...ORDER_BYTES)),
    malformed('a space before', ` ${text}`),
    malformed('a space after', `${text} `),
    malformed('a line break after', `${text}\n`),
    malformed('three spaces after', `${text}   `),
    malformed('a byte order mark before', `\ufeff${text}`),
    malformed('padding after', `${text}=`),
    malformed('lower case', text.toLowerCase()),
    malformed('a lower-case prefix', `xq1:${text.slice(4)}`),
    malformed(
      'one lower-case letter',
      text.replace(/[A-Z](?=[^A-Z]*$)/, (last) => last.toLowerCase()),
    ),
    malformed(
      'full-width digits',
      text.replace(/[0-9](?=[^0-9]*$)/, (last) => String.fromCharCode(last.charCodeAt(0) + 0xfee0)),
    ),
    malformed('percent-encoded spaces', text.replace(/ /g, '%20')),
    malformed('one byte more', textOf(Buffer.concat([bytes, Buffer.of(0)]))),
    malformed('two bytes more', textOf(Buffer.concat([bytes, Buffer.of(0, 0)]))),
    malformed('the code twice', text + text.slice(PREFIX.length)),
    malformed('one character less', text.slice(0, -1)),
    malformed('two characters less', text.slice(0, -2)),
    malformed('one byte less', textOf(bytes.subarray(0, -1))),
    malformed('two bytes less', textOf(bytes.subarray(0, -2))),
    malformed('base45 beyond 16 bits in its last three characters', `${text.slice(0, -3)}:::`),
    malformed('base45 beyond 8 bits in two characters', `${text.slice(0, -3)}::`),
    malformed('a character outside base45', `${text.slice(0, -1)}_`),
    malformed('nothing', ''),
    malformed('the prefix alone', PREFIX),
    malformed('the code without its prefix', text.slice(PREFIX.length)),
    malformed('an address', 'https://example.org/'),
    malformed(
      'a card with a proof behind it',
      textOf(Buffer.concat([cardBytes, bytes.subarray(SIGNED)])),
    ),
    malformed('a live code without its proof', textOf(bytes.subarray(0, SIGNED))),
    scenario('another version', `XQ2:${text.slice(4)}`, deny('unknown_version')),
    scenario('version zero', `XQ0:${text.slice(4)}`, deny('unknown_version')),
    scenario('kind zero', replaced(0, 0), deny('unknown_version')),
    scenario('kind four', replaced(0, 4), deny('unknown_version')),
    scenario(
      'a card’s length with an unknown kind',
      textOf(Buffer.concat([Buffer.of(9), cardBytes.subarray(1)])),
      deny('unknown_version'),
    ),
  ];
}

/** Fields that no issuer writes, under signatures that verify. */
function layouts(): Vector[] {
  return [
    malformed('class zero', signedAnyway(partWith(7, 0))),
    malformed('class six', signedAnyway(partWith(7, 6))),
    malformed('a flag without meaning', signedAnyway(partWith(7, 0x21))),
    malformed('the highest flag', signedAnyway(partWith(7, 0x81))),
    malformed('a visitor in a live pass', signedAnyway(partWith(7, 3))),
    malformed('a resident in a visitor’s pass', signedAnyway(partWith(0, 2))),
    malformed('compound zero', signedAnyway(partWith(2, 0, 0))),
    malformed('no time between its dates', signedAnyway(partWith(13, ...bytes.subarray(10, 13)))),
    malformed('dates the wrong way round', signedAnyway(partWith(10, 255, 255, 255))),
    malformed('an uncompressed device key', signedAnyway(partWith(16, 4))),
    malformed('mode zero', replaced(SIGNED, 0)),
    malformed('mode three', replaced(SIGNED, 3)),
  ];
}

/** Signatures that are not what they should be. */
function forgeries(): Vector[] {
  const value = slotProof(NOW_SLOT);
  const device = deviceOf('resident');
  const partBytes = encodePassPart(part);
  const signed = signPart(partBytes);
  const othersPass = signPart(encodePassPart(passOf('household')));
  const digest = createHash('sha256').update(signed).digest();
  const bare = signDeterministically(issuer.privateKey, partBytes);
  const asProof = signDeterministically(
    issuer.privateKey,
    signingInput(protectedHeader('{"alg":"ES256","typ":"xq-proof"}'), partBytes),
  );
  const withKey = (issuerSignature: Uint8Array) => {
    const pass = Buffer.concat([partBytes, toLowS(issuerSignature)]);
    return writeLiveCode(pass, value, signProof(pass, value, device));
  };
  const offCurve = signedAnyway(partWith(16, 2, ...new Uint8Array(31), 1));
  const answer = decodeBase45(liveCode(part, challengeProof(NOW_SLOT)), PREFIX.length) ?? bytes;
  const otherGate = challengeProof(NOW_SLOT, 2);
  const wrongSecret = {
    ...challengeProof(NOW_SLOT),
    challenge: challengeOf(1, NOW_SLOT, Buffer.alloc(32)),
  };
  const slotWithoutHeader = Buffer.alloc(37);
  slotWithoutHeader.set(digest);
  slotWithoutHeader[32] = 1;
  slotWithoutHeader.writeUInt32BE(NOW_SLOT, 33);
  const bareProof = signDeterministically(device.privateKey, slotWithoutHeader);
  const badSignature = (name: string, code: string) => scenario(name, code, deny('bad_signature'));
  const badProof = (name: string, code: string) => scenario(name, code, deny('bad_proof'));
  return [
    scenario('a key that nobody knows', liveCode({ ...part, keyId: 9 }), deny('unknown_issuer')),
    scenario('a key that was withdrawn', text, deny('unknown_issuer'), {
      issuerKeys: { i2: hex(nextIssuer.publicKey) },
    }),
    scenario('the next key while both stand', liveCode({ ...part, keyId: 2 }), allow(), {
      issuerKeys: { i1: hex(issuer.publicKey), i2: hex(nextIssuer.publicKey) },
    }),
    badSignature(
      'a pass signed by a stranger',
      withKey(signDeterministically(stranger.privateKey, passSigningInput(partBytes))),
    ),
    badSignature('a pass signed without its header', withKey(bare)),
    badSignature('a pass signed under the header of a proof', withKey(asProof)),
    scenario('the id of another key in clear', replaced(1, 2), deny('bad_signature'), {
      issuerKeys: { i1: hex(issuer.publicKey), i2: hex(nextIssuer.publicKey) },
    }),
    badSignature('another compound in clear', replaced(2, 0, 4)),
    badSignature('another index in clear', replaced(4, 0, 0, 1)),
    badSignature('another class in clear', replaced(7, 5)),
    badSignature('a training flag in clear', replaced(7, 0x11)),
    badSignature('more gates in clear', replaced(8, 255, 255)),
    badSignature('an earlier date in clear', replaced(10, 0, 0, 1)),
    badSignature('a later end in clear', replaced(13, 255, 255, 255)),
    badSignature('another device key in clear', replaced(16, ...stranger.publicKey)),
    badSignature(
      'a visitor’s kind in clear',
      textOf(Buffer.concat([Buffer.of(2), bytes.subarray(1, 7), Buffer.of(3), bytes.subarray(8)])),
    ),
    badSignature(
      'a card cut out of a live pass',
      textOf(Buffer.concat([Buffer.of(3), bytes.subarray(1, 16), bytes.subarray(PART, SIGNED)])),
    ),
    badProof('a device key off the curve', offCurve),
    badProof('another slot in clear', replaced(SIGNED + 4, (bytes[SIGNED + 4] ?? 0) ^ 1)),
    badProof('a slot turned into a challenge', replaced(SIGNED, 2)),
    badProof(
      'an answer turned into a slot',
      textOf(
        Buffer.concat([answer.subarray(0, SIGNED), Buffer.of(1), answer.subarray(SIGNED + 1)]),
      ),
    ),
    badProof(
      'an answer to another gate',
      writeLiveCode(signed, otherGate, signProof(signed, otherGate, device)),
    ),
    badProof(
      'an answer to a challenge that this gate never showed',
      writeLiveCode(signed, wrongSecret, signProof(signed, wrongSecret, device)),
    ),
    badProof(
      'another phone’s proof',
      writeLiveCode(signed, value, signProof(signed, value, stranger)),
    ),
    badProof(
      'a proof of another pass',
      writeLiveCode(signed, value, signProof(othersPass, value, device)),
    ),
    badProof('a proof without its header', writeLiveCode(signed, value, bareProof)),
    badProof(
      'the issuer’s signature as a proof',
      writeLiveCode(signed, value, signed.subarray(PART)),
    ),
  ];
}

/** A genuine pass was seen a second ago; then comes one of the same index that its holder made. */
function afterTheGenuineOne(): Vector[] {
  const earlier = [
    { text: liveCode(part, slotProof(NOW_SLOT - 1)), nowMs: NOW_MS - 1_000, expect: allow() },
  ];
  const value = slotProof(NOW_SLOT);
  const selfMade = (changes: Parameters<typeof passOf>[1]) => {
    const made = signPart(encodePassPart({ ...part, ...changes }), stranger);
    return writeLiveCode(made, value, signProof(made, value, stranger));
  };
  const genuineSignature = () => {
    const made = Buffer.concat([
      encodePassPart({ ...part, deviceKey: stranger.publicKey }),
      bytes.subarray(PART, SIGNED),
    ]);
    return writeLiveCode(made, value, signProof(made, value, stranger));
  };
  const fake = (name: string, code: string) =>
    scenario(`after the genuine one: ${name}`, code, deny('bad_signature'), { earlier });
  return [
    scenario('after the genuine one: its next code', text, allow(), { earlier }),
    fake('the same pass, signed by its holder', selfMade({})),
    fake('another device key, signed by its holder', selfMade({ deviceKey: stranger.publicKey })),
    fake('more gates, signed by its holder', selfMade({ gates: 0xffff })),
    fake('a later end, signed by its holder', selfMade({ expires: part.expires + 60 })),
    fake('another class, signed by its holder', selfMade({ class: 'staff' })),
    fake('another device key under the genuine signature', genuineSignature()),
  ];
}

/** Texts that are refused before anything is decided, and the code they were made from. */
export function refusalVectors(): Vector[] {
  return [...variants(), ...layouts(), ...forgeries(), ...afterTheGenuineOne()];
}
