import { randomBytes, randomInt } from 'node:crypto';
import { create } from 'qrcode';
import { decodeBase45 } from '../../shared/code/base45.ts';
import { gateCodeSigningInput, writeGateCode } from '../../shared/code/gate-code.ts';
import { NOW_SLOT } from '../vectors/street.ts';
import { type Figure, median, type Subject } from './figure.ts';
import { otherFormats } from './other-formats.ts';
import { newKeys, newPhone, randomCard, show, signEs256 } from './phones.ts';

const CODES = 200;
/** China's transit code, for metros and buses: bytes of its QR. */
const TRANSIT_BYTES = 360;
/** The longest that a gate's code admits. */
const HOST = `${'a'.repeat(49)}.cn`;

const many = (write: () => string) => Array.from({ length: CODES }, write);
const versionOf = (text: string) => create(text, { errorCorrectionLevel: 'L' }).version;
const largestVersion = (texts: readonly string[]) => Math.max(...texts.map(versionOf));
const bytesOf = (text: string) => decodeBase45(text, 'XQ1:'.length)?.length ?? Number.NaN;
const largest = (texts: readonly string[]) => Math.max(...texts.map(bytesOf));

function gateCode(): string {
  const keys = newKeys();
  const fields = {
    compound: randomInt(1, 65_536),
    gate: randomInt(1, 65_536),
    slot: NOW_SLOT,
    challenge: randomBytes(8),
  };
  return writeGateCode(HOST, fields, signEs256(keys.privateKey, gateCodeSigningInput(fields)));
}

async function measure(): Promise<Figure[]> {
  const issuer = newKeys();
  const live = many(() => {
    const phone = newPhone(issuer, { index: randomInt(2 ** 24), gates: randomInt(2 ** 16) });
    return show(phone, NOW_SLOT + randomInt(1_000_000)).text;
  });
  const cards = many(() => randomCard(issuer));
  const gates = many(gateCode);
  const liveBytes = largest(live);
  return [
    { name: 'code.live.bytes', value: liveBytes, unit: 'bytes', target: { atMost: 183 } },
    {
      name: 'code.live.chars',
      value: median(live.map(({ length }) => length)),
      unit: 'characters',
    },
    {
      name: 'code.live.version',
      value: largestVersion(live),
      unit: 'QR version',
      target: { atMost: 8 },
      note: `level L, the largest of ${CODES} random codes`,
    },
    {
      name: 'code.live.vsTransit',
      value: liveBytes / TRANSIT_BYTES,
      unit: 'ratio',
      target: { atMost: 0.55 },
      note: `of the transit code's ${TRANSIT_BYTES} bytes`,
    },
    { name: 'code.card.bytes', value: largest(cards), unit: 'bytes' },
    {
      name: 'code.card.chars',
      value: median(cards.map(({ length }) => length)),
      unit: 'characters',
    },
    {
      name: 'code.card.version',
      value: largestVersion(cards),
      unit: 'QR version',
      target: { atMost: 5 },
      note: `level L, the largest of ${CODES} random codes`,
    },
    {
      name: 'code.gate.chars',
      value: median(gates.map(({ length }) => length)),
      unit: 'characters',
    },
    {
      name: 'code.gate.version',
      value: largestVersion(gates),
      unit: 'QR version',
      target: { atMost: 6 },
      note: `level L, the largest of ${CODES} random codes, longest host`,
    },
    ...(await otherFormats(versionOf)),
  ];
}

/** Sizes of each kind of code, beside those of others. */
export const codeSizes: Subject = { names: ['code'], measure };
