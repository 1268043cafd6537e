import { deflateSync } from 'node:zlib';
import { base64url, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GateRules } from '../../../shared/gate/gate-rules.ts';
import { DEFAULT_LIST_AGE } from '../../../shared/gate/list-age.ts';
import type { GateState } from '../../../shared/messages/gates.ts';
import { emptyBits, writeStatusListClaims } from '../../../shared/status-list/status-list.ts';
import {
  acceptGateState,
  type GateStateContext,
  type HeldGateState,
} from '../../../web/guard/documents/gate-state.ts';
import { inflate } from '../../../web/kit/inflate.ts';
import { createSignatureVerifier } from '../../../web/kit/signature-verifier.ts';

const NOW = Date.UTC(2026, 10, 18, 4, 0, 0);
const SECONDS = Math.floor(NOW / 1000);
const DAY = 86_400;
const verifier = createSignatureVerifier();

type Pair = Awaited<ReturnType<typeof newPair>>;
let issuer: Pair;
let stranger: Pair;
let listKey: Pair;

async function newPair() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { x = '', y = '' } = await exportJWK(publicKey);
  const odd = (base64url.decode(y).at(-1) ?? 0) % 2;
  const point = new Uint8Array([2 + odd, ...base64url.decode(x)]);
  return { privateKey, publicKey, point };
}

const sign = (
  by: Pair,
  typ: string,
  claims: Record<string, unknown>,
  { kid, exp = SECONDS + DAY, iat = SECONDS }: { kid?: string; exp?: number; iat?: number } = {},
) =>
  new SignJWT({ iat, exp, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ, ...(kid === undefined ? {} : { kid }) })
    .sign(by.privateKey);

const RULES: GateRules = {
  compound: 3,
  gate: 1,
  group: 0,
  name: '东门',
  compoundName: '锦苑小区',
  proof: 'slot_or_challenge',
  classes: ['resident'],
  hours: [],
  listAge: DEFAULT_LIST_AGE,
};

const certificateBy = (by: Pair, exp?: number) =>
  sign(
    by,
    'xq-list-key+jwt',
    { key: base64url.encode(listKey.point) },
    { kid: 'i1', ...(exp === undefined ? {} : { exp }) },
  );
const listOf = (version: number, subject = 'cmp_3', typ = 'statuslist+jwt') =>
  sign(
    listKey,
    typ,
    writeStatusListClaims({
      subject,
      issuedAt: SECONDS,
      expires: SECONDS + 3 * DAY,
      version,
      zlib: deflateSync(emptyBits(64)),
    }),
  );
const rulesOf = (rules: GateRules, iat = SECONDS) =>
  sign(listKey, 'xq-gate-rules+jwt', { rules }, { iat });

async function state(changes: Partial<GateState> = {}): Promise<GateState> {
  return {
    certificate: await certificateBy(issuer),
    statusList: await listOf(7),
    rules: await rulesOf(RULES),
    ...changes,
  };
}

const accept = (given: GateState, changes: Partial<GateStateContext<CryptoKey>> = {}) =>
  acceptGateState<CryptoKey>(given, {
    issuerKeys: new Map([[1, issuer.publicKey]]),
    importKey: (point) => verifier.importKey(point),
    inflate,
    compound: 3,
    gate: 1,
    held: undefined,
    now: NOW,
    ...changes,
  });

async function held(version: number, changes: Partial<HeldGateState> = {}): Promise<HeldGateState> {
  const accepted = await accept(await state({ statusList: await listOf(version) }));
  if ('refused' in accepted) throw new Error(accepted.refused);
  return { ...accepted, ...changes };
}

beforeAll(async () => {
  [issuer, stranger, listKey] = await Promise.all([newPair(), newPair(), newPair()]);
});

describe('a gate’s state', () => {
  it('is taken when the issuer certifies the key that signed list and rules', async () => {
    const accepted = await accept(await state());
    expect(accepted).toMatchObject({ list: { version: 7, places: 64 }, rules: RULES });
  });

  it('is refused under a certificate of somebody else, of a key that is unknown, or that ended', async () => {
    expect(await accept(await state({ certificate: await certificateBy(stranger) }))).toEqual({
      refused: 'not_certified',
    });
    expect(await accept(await state(), { issuerKeys: new Map() })).toEqual({
      refused: 'unknown_issuer',
    });
    const ended = await state({ certificate: await certificateBy(issuer, SECONDS - 120) });
    expect(await accept(ended)).toEqual({ refused: 'not_certified' });
    expect(await accept(await state({ certificate: 'no token' }))).toEqual({
      refused: 'unknown_issuer',
    });
  });

  it('is refused when its list or its rules were signed by another key than the certified one', async () => {
    const forged = await sign(stranger, 'xq-gate-rules+jwt', { rules: RULES });
    expect(await accept(await state({ rules: forged }))).toEqual({ refused: 'bad_rules' });
    const other = await sign(stranger, 'statuslist+jwt', { sub: 'cmp_3' });
    expect(await accept(await state({ statusList: other }))).toEqual({ refused: 'bad_list' });
  });

  it('is refused when one kind of token stands in the place of another', async () => {
    const swapped = await listOf(7, 'cmp_3', 'xq-gate-rules+jwt');
    expect(await accept(await state({ statusList: swapped }))).toEqual({ refused: 'bad_list' });
  });

  it('is refused when it is for another compound or another gate', async () => {
    const elsewhere = await state({ statusList: await listOf(7, 'cmp_4') });
    expect(await accept(elsewhere)).toEqual({ refused: 'other_gate' });
    const nextDoor = await state({ rules: await rulesOf({ ...RULES, gate: 2 }) });
    expect(await accept(nextDoor)).toEqual({ refused: 'other_gate' });
    const otherCompound = await state({ rules: await rulesOf({ ...RULES, compound: 4 }) });
    expect(await accept(otherCompound)).toEqual({ refused: 'other_gate' });
  });

  it('never goes back to an older list', async () => {
    const older = await state({ statusList: await listOf(6) });
    expect(await accept(older, { held: await held(7) })).toEqual({ refused: 'older' });
    expect(await accept(await state(), { held: await held(7) })).toMatchObject({
      list: { version: 7 },
    });
    const newer = await state({ statusList: await listOf(8) });
    expect(await accept(newer, { held: await held(7) })).toMatchObject({ list: { version: 8 } });
  });

  it('keeps the newer rules of two answers that arrive the other way round', async () => {
    const later = { ...RULES, name: '东门(改)' };
    const kept = await held(7, { rules: later, rulesSignedAt: SECONDS + 10 });
    expect(await accept(await state(), { held: kept })).toMatchObject({ rules: later });
  });
});
