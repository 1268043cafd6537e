import type { Wallet, WalletPass } from '../../kit/wallet.ts';

export * from '../../kit/wallet.ts';

/** The wallet with this pass in the place of an earlier one of the same resident. */
export function withPass(wallet: Wallet, pass: WalletPass): Wallet {
  const { residentId } = pass.holder;
  const others = wallet.passes.filter(({ holder }) => holder.residentId !== residentId);
  return { ...wallet, passes: [...others, pass] };
}

/**
 * - `good`: to be shown.
 * - `expired`, `suspended`: shown all the same, since the gate asks and the guard lets a resident in.
 * - `withdrawn`: not shown; no gate takes it.
 */
export type PassStanding = 'good' | 'expired' | 'suspended' | 'withdrawn';

export function passStanding(
  {
    state,
    expiresMs,
    suspendedUntilMs = Number.POSITIVE_INFINITY,
  }: Pick<WalletPass, 'state' | 'expiresMs' | 'suspendedUntilMs'>,
  nowMs: number,
): PassStanding {
  if (state === 'withdrawn') return state;
  if (state === 'suspended' && nowMs < suspendedUntilMs) return state;
  return nowMs < expiresMs ? 'good' : 'expired';
}
