import { createHash, createHmac, createPublicKey, ECDH, verify } from 'node:crypto';

/**
 * A second verifier of pass codes, written from docs/pass-format.md and from nothing else: it
 * shares no line with the gates' own. Plain JavaScript, Node's own crypto, no dependency.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const EPOCH_SECONDS = Date.UTC(2024, 0, 1) / 1000;
const INDEX_KEPT_MS = 31 * 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const LET_IN_KEPT = 2000;
const TOO_OLD_KEPT = 200;
const KINDS = { 1: 'live', 2: 'visitor', 3: 'card' };
const CLASSES = { 1: 'resident', 2: 'household', 3: 'visitor', 4: 'courier', 5: 'staff' };
const ADMITTED = {
  live: ['resident', 'household', 'staff'],
  card: ['resident', 'household', 'staff'],
  visitor: ['visitor', 'courier'],
};
const BYTES = { live: 182, visitor: 182, card: 80 };

const b64 = (bytes) => Buffer.from(bytes).toString('base64url');
const slotOf = (ms) => Math.floor(ms / 5000);

/** The key of a compressed point; undefined where the bytes are no point of the curve. */
export function keyOfPoint(point) {
  try {
    const whole = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed');
    const [x, y] = [b64(whole.subarray(1, 33)), b64(whole.subarray(33))];
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Whether this key signed this JWS. */
export function isSigned(key, signingInput, signature) {
  return verify('sha256', Buffer.from(signingInput), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function base45(text) {
  if (text.length % 3 === 1) return undefined;
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((one) => ALPHABET.indexOf(one));
    if (digits.includes(-1)) return undefined;
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (value > (digits.length === 3 ? 0xffff : 0xff)) return undefined;
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Buffer.from(bytes);
}

function isCanonical(signature) {
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)].map((half) =>
    BigInt(`0x${half.toString('hex')}`),
  );
  return r > 0n && r < ORDER && s > 0n && s <= ORDER / 2n;
}

/** Steps 1 to 4: the code's parts, or a reason. */
export function readCode(text) {
  if (!text.startsWith('XQ1:')) return /^XQ[0-9]:/.test(text) ? 'unknown_version' : 'malformed';
  const first = base45(text.slice(4, 7));
  if (first === undefined || first.length === 0) return 'malformed';
  const kind = KINDS[first[0]];
  if (kind === undefined) return 'unknown_version';
  if (text.length !== 4 + Math.ceil(BYTES[kind] / 2) * 3) return 'malformed';
  const bytes = base45(text.slice(4));
  if (bytes === undefined) return 'malformed';
  const end = kind === 'card' ? 16 : 49;
  const [part, signature] = [bytes.subarray(0, end), bytes.subarray(end, end + 64)];
  const pass = {
    kind,
    keyId: part[1],
    compound: part.readUInt16BE(2),
    index: part.readUIntBE(4, 3),
    class: CLASSES[part[7] & 0x0f],
    specimen: (part[7] & 0x10) !== 0,
    gates: part.readUInt16BE(8),
    notBeforeMs: (EPOCH_SECONDS + part.readUIntBE(10, 3) * 60) * 1000,
    expiresMs: (EPOCH_SECONDS + part.readUIntBE(13, 3) * 60) * 1000,
  };
  const hasOneForm =
    (part[7] & 0xe0) === 0 &&
    ADMITTED[kind].includes(pass.class) &&
    pass.compound > 0 &&
    pass.notBeforeMs < pass.expiresMs &&
    isCanonical(signature);
  if (!hasOneForm) return 'malformed';
  const signed = { pass, part, signature, digestOf: bytes.subarray(0, end + 64) };
  if (kind === 'card') return signed;
  const [mode, slot] = [bytes[113], bytes.readUInt32BE(114)];
  const proof = { mode, slot, signature: bytes.subarray(118) };
  const isGood = [2, 3].includes(part[16]) && [1, 2].includes(mode) && isCanonical(proof.signature);
  return isGood ? { ...signed, proof } : 'malformed';
}

/** Steps 5 to 7: undefined where both signatures verify, else a reason. */
export function verifyCode({ pass, part, signature, digestOf, proof }, { keys, gate, gateSecret }) {
  const key = keys.get(`i${pass.keyId}`);
  if (key === undefined) return 'unknown_issuer';
  const header = `{"alg":"ES256","kid":"i${pass.keyId}","typ":"xq-pass"}`;
  if (!isSigned(key, `${b64(header)}.${b64(part)}`, signature)) return 'bad_signature';
  if (proof === undefined) return undefined;
  const deviceKey = keyOfPoint(part.subarray(16));
  if (deviceKey === undefined) return 'bad_proof';
  const digest = createHash('sha256').update(digestOf).digest();
  const slot = Buffer.alloc(4);
  slot.writeUInt32BE(proof.slot);
  const value = [digest, Buffer.of(proof.mode)];
  if (proof.mode === 1) value.push(slot);
  else {
    if (gate === undefined || gateSecret === undefined) return 'bad_proof';
    const shown = Buffer.concat([Buffer.of(gate.gate >> 8, gate.gate & 0xff), slot]);
    const challenge = createHmac('sha256', gateSecret).update(shown).digest().subarray(0, 8);
    value.push(shown, challenge);
  }
  const proofHeader = b64('{"alg":"ES256","typ":"xq-proof"}');
  const input = `${proofHeader}.${b64(Buffer.concat(value))}`;
  return isSigned(deviceKey, input, proof.signature) ? undefined : 'bad_proof';
}

/** What a gate remembers. */
export const newMemory = () => ({ letIn: new Map(), tooOld: new Map() });

function remember(map, key, value, most) {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value);
}

const nameOf = ({ compound, kind, index }) =>
  `${compound}/${kind === 'visitor' ? 'serial' : 'place'}/${index}`;

function isOpen({ hours }, nowMs) {
  const there = new Date(nowMs + SHANGHAI_MS);
  const minute = there.getUTCHours() * 60 + there.getUTCMinutes();
  const [today, yesterday] = [there.getUTCDay() || 7, (there.getUTCDay() + 6) % 7 || 7];
  return (
    hours.length === 0 ||
    hours.some(({ days, from, to }) => {
      const overnight = to < from;
      const opened = days.includes(today) && minute >= from && (overnight || minute < to);
      return opened || (overnight && days.includes(yesterday) && minute < to);
    })
  );
}

function slotReason({ pass, proof }, { time, memory }) {
  if (proof === undefined || (proof.mode === 1 && time.grade === 'unknown')) return undefined;
  const now = slotOf(time.nowMs);
  if (proof.slot > now + 1) return 'clock_off';
  if (proof.slot >= now - 1) return undefined;
  const before = memory.tooOld.get(nameOf(pass));
  const later = before === undefined ? 0 : proof.slot - before.slot;
  const runs = proof.mode === 1 && later > 0 && Math.abs(later - (now - before.nowSlot)) <= 1;
  return runs ? 'clock_off' : 'stale_code';
}

function statusReason({ pass }, { list, time }) {
  const isAnothers = time.grade !== 'unknown' && time.nowMs >= pass.expiresMs + INDEX_KEPT_MS;
  if (pass.kind === 'visitor' || isAnothers) return undefined;
  const byte = list?.bits[pass.index >> 2];
  if (byte === undefined) return 'list_stale';
  return [undefined, 'revoked', 'suspended', 'call_worker'][(byte >> ((pass.index & 3) * 2)) & 3];
}

function usesReason({ pass }, { uses, direction }) {
  const isVisitor = pass.kind === 'visitor';
  if (uses === undefined) return isVisitor ? 'server_silent' : undefined;
  if (uses.used < uses.limit) return undefined;
  return isVisitor && uses.limit === 1 && direction === 'in' ? 'already_used' : 'quota_exceeded';
}

function ageReason({ pass }, { gate, list, time }) {
  if (time.grade === 'unknown') return 'list_stale';
  if (pass.kind === 'visitor' || list === undefined) return undefined;
  return list.ageMs < 0 || list.ageMs > gate.listAge.staleAfterMs ? 'list_stale' : undefined;
}

/** The twelve steps of "Deciding", in order, each with what it finds. */
const isAdmitted = ({ pass }, { gate }) =>
  ((pass.gates >> gate.group) & 1) === 1 && gate.classes.includes(pass.class);
/** Only entries are sent to the main gate. */
const isClosed = ({ gate: { closed }, direction, time: { nowMs } }) =>
  direction === 'in' &&
  closed !== undefined &&
  nowMs >= closed.since &&
  nowMs < (closed.until ?? Number.POSITIVE_INFINITY);

const STEPS = [
  ['specimen', ({ pass }) => (pass.specimen ? 'specimen' : undefined)],
  [
    'mode of the proof',
    ({ proof }, { gate, time }) =>
      proof?.mode === 1 && (gate.proof === 'challenge_only' || time.grade === 'unknown')
        ? 'challenge_needed'
        : undefined,
  ],
  ['slot', slotReason],
  [
    'compound',
    ({ pass }, { gate }) => (pass.compound === gate.compound ? undefined : 'wrong_compound'),
  ],
  [
    'dates',
    ({ pass }, { time: { nowMs } }) =>
      nowMs < pass.notBeforeMs ? 'not_yet_valid' : nowMs >= pass.expiresMs ? 'expired' : undefined,
  ],
  ['status list', statusReason],
  [
    'gate and class',
    (parts, scan) => (isAdmitted(parts, scan) && !isClosed(scan) ? undefined : 'wrong_gate'),
  ],
  ['hours', (_, { gate, time }) => (isOpen(gate, time.nowMs) ? undefined : 'outside_hours')],
  [
    'replay',
    ({ pass, proof }, { memory }) =>
      proof !== undefined && memory.letIn.has(`${nameOf(pass)}@${proof.slot}`)
        ? 'replayed'
        : undefined,
  ],
  ['uses', usesReason],
  ['age of the list', ageReason],
  ['card', ({ pass }) => (pass.kind === 'card' ? 'look_and_confirm' : undefined)],
];

const DENIES =
  'malformed unknown_version unknown_issuer bad_signature bad_proof stale_code replayed wrong_compound revoked already_used specimen';
const ASKS =
  'look_and_confirm call_worker clock_off challenge_needed list_stale server_silent fault';
const BY_THE_CLOCK = ['not_yet_valid', 'expired', 'outside_hours'];

function outcomeOf(reason, passClass, { direction, time }) {
  if (DENIES.split(' ').includes(reason)) return 'deny';
  if (ASKS.split(' ').includes(reason)) return 'ask';
  const isAtHome = passClass === 'resident' || passClass === 'household';
  if (isAtHome) return direction === 'in' ? 'ask' : 'allow';
  const isDoubtful = time.grade === 'unknown' && BY_THE_CLOCK.includes(reason);
  return direction === 'in' && !isDoubtful ? 'deny' : 'ask';
}

/** A gate that is closed for a while asks whom it otherwise admits. */
const outcomeHere = (reason, parts, scan) =>
  reason === 'wrong_gate' && isAdmitted(parts, scan)
    ? 'ask'
    : outcomeOf(reason, parts.pass.class, scan);

/** A gate on trial asks where it would deny a genuine code of its own compound. */
function onTrial(verdict, { pass }, { gate, time }) {
  const isRefusedAsEver = ['wrong_compound', 'specimen'].includes(verdict.reason);
  const asks =
    verdict.outcome === 'deny' &&
    !isRefusedAsEver &&
    pass.compound === gate.compound &&
    time.nowMs < (gate.trialUntil ?? 0);
  return asks ? { ...verdict, outcome: 'ask' } : verdict;
}

/**
 * One scan at one gate.
 * @param scan text, keys, gate, gateSecret, time, list, direction, uses, memory: as the page says
 * @returns outcome, reason, and each step in words
 */
export function decide(scan) {
  const steps = [];
  const refused = (step, reason) => ({
    outcome: 'deny',
    reason,
    steps: [...steps, { step, found: reason }],
  });
  const parts = readCode(scan.text);
  if (typeof parts === 'string') return refused('text', parts);
  steps.push({ step: 'text' });
  const bad = verifyCode(parts, scan);
  if (bad !== undefined) return refused('signatures', bad);
  steps.push({ step: 'signatures' });
  const { pass, proof } = parts;
  for (const [step, find] of STEPS) {
    const reason = find(parts, scan);
    steps.push(reason === undefined ? { step } : { step, found: reason });
  }
  const found = steps
    .filter((one) => one.found !== undefined)
    .map(({ found: reason }) => ({ reason, outcome: outcomeHere(reason, parts, scan) }));
  const first = (outcome) => found.find((one) => one.outcome === outcome);
  const said = first('deny') ?? first('ask') ?? found[0] ?? { outcome: 'allow', reason: 'ok' };
  const verdict = onTrial(said, parts, scan);
  const { memory } = scan;
  const now = slotOf(scan.time.nowMs);
  if (proof !== undefined && verdict.outcome === 'allow') {
    remember(memory.letIn, `${nameOf(pass)}@${proof.slot}`, true, LET_IN_KEPT);
  }
  const isTooOld = proof?.mode === 1 && scan.time.grade !== 'unknown' && proof.slot < now - 1;
  if (isTooOld && memory.tooOld.get(nameOf(pass))?.slot !== proof.slot) {
    remember(memory.tooOld, nameOf(pass), { slot: proof.slot, nowSlot: now }, TOO_OLD_KEPT);
  }
  return { ...verdict, steps };
}
