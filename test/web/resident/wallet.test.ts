import { describe, expect, it } from 'vitest';
import {
  currentPass,
  EMPTY_WALLET,
  type Holder,
  passStanding,
  type WalletPass,
  withPass,
} from '../../../web/resident/wallet/wallet.ts';

const NOW = Date.UTC(2026, 10, 22);
const key = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
  'sign',
  'verify',
]);

const passOf = (residentId: Holder['residentId'], expiresMs = NOW + 1): WalletPass => ({
  holder: { residentId, maskedName: '王**', compoundName: '锦苑小区', houseLabel: '3幢2单元501' },
  key,
  signedPass: '',
  expiresMs,
  renewAfterMs: NOW,
  confirmedMs: NOW,
  state: 'active',
});
const MINE = passOf('res_3_aaaaaaaaaa');
const CHILDS = passOf('res_3_bbbbbbbbbb');

describe('the wallet', () => {
  it('shows the pass last chosen, and some pass rather than none', () => {
    const both = withPass(withPass(EMPTY_WALLET, MINE), CHILDS);
    expect(currentPass({ ...both, current: CHILDS.holder.residentId })).toBe(CHILDS);
    expect(currentPass({ ...both, current: 'res_3_cccccccccc' })).toBe(MINE);
    expect(currentPass(EMPTY_WALLET)).toBeUndefined();
  });

  it('holds one pass a resident, the latest', () => {
    const renewed = passOf(MINE.holder.residentId, NOW + 2);
    const kept = withPass(withPass(withPass(EMPTY_WALLET, MINE), CHILDS), renewed);
    expect(kept.passes).toEqual([CHILDS, renewed]);
  });
});

describe('the standing of a pass', () => {
  it('ends with the very moment it expires', () => {
    expect(passStanding(MINE, NOW)).toBe('good');
    expect(passStanding(MINE, NOW + 1)).toBe('expired');
  });

  it('is good again when a suspension with a day is over, also without network', () => {
    const away = {
      ...MINE,
      state: 'suspended',
      suspendedUntilMs: NOW,
      expiresMs: NOW + 5,
    } as const;
    expect(passStanding(away, NOW - 1)).toBe('suspended');
    expect(passStanding(away, NOW)).toBe('good');
    expect(passStanding(away, NOW + 5)).toBe('expired');
  });

  it('is what the server last said, whatever the date', () => {
    expect(passStanding({ ...MINE, state: 'withdrawn' }, NOW + 9)).toBe('withdrawn');
    expect(passStanding({ ...MINE, state: 'suspended' }, NOW)).toBe('suspended');
  });
});
