import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../functions/platform/inflate.ts';
import {
  emptyBits,
  newerList,
  PASS_STATES,
  placesFor,
  readStatusListClaims,
  STATUS_LIST_CEILING,
  setState,
  stateAt,
  writeStatusListClaims,
} from '../../../shared/status-list/status-list.ts';

const claimsOf = (bits: Uint8Array, version = 1) =>
  writeStatusListClaims({
    subject: 'cmp_3',
    issuedAt: 1_773_792_000,
    expires: 1_774_051_200,
    version,
    zlib: deflateSync(bits, { level: 9 }),
  });

describe('a status list', () => {
  it('says of each place what was set there, and of the others that they are valid', () => {
    const states = fc.record({ index: fc.nat(255), state: fc.constantFrom(...PASS_STATES) });
    fc.assert(
      fc.property(fc.array(states), (set) => {
        const bits = emptyBits(256);
        const expected = new Map(set.map(({ index, state }) => [index, state]));
        for (const { index, state } of set) setState(bits, index, state);
        const list = { version: 1, places: 256, bits };
        for (let index = 0; index < 256; index += 1) {
          expect(stateAt(list, index)).toBe(expected.get(index) ?? 'valid');
        }
      }),
    );
  });

  it('packs its places as the Token Status List does', () => {
    // draft-ietf-oauth-status-list, "Status List with 2-Bit Status Values".
    const values = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
    const bits = emptyBits(12);
    values.forEach((value, index) => {
      setState(bits, index, PASS_STATES[value] ?? 'valid');
    });
    expect(bits).toEqual(Uint8Array.of(0xc9, 0x44, 0xf9));
  });

  it('says nothing of a place that it does not have', () => {
    const list = { version: 1, places: 8, bits: emptyBits(8) };
    expect([-1, 8, 9, 2 ** 24, 1.5, Number.NaN].map((index) => stateAt(list, index))).toEqual(
      Array(6).fill(undefined),
    );
    expect(stateAt(list, 7)).toBe('valid');
    expect(() => setState(list.bits, 8, 'revoked')).toThrow(RangeError);
  });

  it('has room for half as many again, in powers of two', () => {
    expect([0, 1, 42, 43, 5_000, 10_922, 10_923].map(placesFor)).toEqual([
      64, 64, 64, 128, 8_192, 16_384, 32_768,
    ]);
    expect(placesFor(2 ** 24)).toBe(2 ** 24);
    for (const places of [0, -4, 3, 2 ** 24 + 4, 1.5]) {
      expect(() => emptyBits(places)).toThrow(RangeError);
    }
  });

  it('comes back from its claims', async () => {
    const bits = emptyBits(16_384);
    setState(bits, 4_711, 'suspended');
    const list = await readStatusListClaims(claimsOf(bits, 42), inflate);
    expect(list).toMatchObject({ version: 42, places: 16_384 });
    expect(list && stateAt(list, 4_711)).toBe('suspended');
  });

  it('may be as large as an index can name, and not a byte larger', async () => {
    const largest = claimsOf(new Uint8Array(STATUS_LIST_CEILING));
    expect((await readStatusListClaims(largest, inflate))?.places).toBe(2 ** 24);
    const larger = claimsOf(new Uint8Array(STATUS_LIST_CEILING + 1));
    expect(await readStatusListClaims(larger, inflate)).toBeUndefined();
  });

  it('is refused where a few bytes would become a hundred million', async () => {
    const bomb = claimsOf(new Uint8Array(100_000_000));
    expect(bomb.status_list.lst.length).toBeLessThan(150_000);
    expect(await readStatusListClaims(bomb, inflate)).toBeUndefined();
  });

  const good = claimsOf(emptyBits(64));
  const withList = (list: object) => ({ ...good, status_list: { ...good.status_list, ...list } });
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no object', 'statuslist'],
    ['another width', withList({ bits: 1 })],
    ['no width', withList({ bits: undefined })],
    ['no list', withList({ lst: '' })],
    ['what is not base64url', withList({ lst: 'a+b/' })],
    ['padding', withList({ lst: `${good.status_list.lst}=` })],
    ['what is not zlib', withList({ lst: 'AAAA' })],
    ['a list cut short', withList({ lst: good.status_list.lst.slice(0, 8) })],
    ['an empty list', claimsOf(new Uint8Array())],
    ['no version', { ...good, xq_version: undefined }],
    ['half a version', { ...good, xq_version: 1.5 }],
    ['no subject', { ...good, sub: undefined }],
  ])('is not read from %s', async (_, payload) => {
    expect(await readStatusListClaims(payload, inflate)).toBeUndefined();
  });

  it('is never replaced by an older one', () => {
    const list = (version: number) => ({ version, places: 4, bits: emptyBits(4) });
    const [older, newer] = [list(7), list(8)];
    expect(newerList(undefined, older)).toBe(older);
    expect(newerList(older, newer)).toBe(newer);
    expect(newerList(newer, older)).toBe(newer);
    const again = list(8);
    expect(newerList(newer, again)).toBe(again);
  });
});
