import * as z from 'zod';
import { ResidentId } from '../../shared/ids.ts';
import { ResidentSummary } from '../../shared/messages/sign-in.ts';

/** Where a phone keeps its wallet: the resident's page writes it, and whoever scans a gate signs with it. */
export const WALLET_RECORDS = 'xq-resident';
export const WALLET_NAME = 'wallet';

/** Two halves of one key, as the browser keeps them. */
const KeyPair = z.custom<CryptoKeyPair>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'privateKey' in value &&
    value.privateKey instanceof CryptoKey,
);

/** Whose pass it is, in the words of the page; enough to choose by, and no more. */
export const Holder = ResidentSummary.pick({
  residentId: true,
  maskedName: true,
  compoundName: true,
  houseLabel: true,
  mainEntrance: true,
  registering: true,
});
export type Holder = z.infer<typeof Holder>;

/** One resident's pass on this phone, with the key that proves it. */
export const WalletPass = z.object({
  holder: Holder,
  key: KeyPair,
  /** The issuer-signed part and its signature, base64url. */
  signedPass: z.string(),
  /** Unix milliseconds. */
  expiresMs: z.number(),
  renewAfterMs: z.number(),
  /** When the server last said that the pass stands. */
  confirmedMs: z.number(),
  /** What the server said about it then. */
  state: z.enum(['active', 'suspended', 'withdrawn']),
  /** When a suspension is over by itself; absent where it has no day. */
  suspendedUntilMs: z.number().optional(),
});
export type WalletPass = z.infer<typeof WalletPass>;

export const Wallet = z.object({
  passes: z.array(WalletPass),
  /** Whose pass is shown. */
  current: ResidentId.optional(),
  /** Everybody registered behind this phone's number, as of the last sign-in. */
  residents: z.array(Holder),
  /** A key whose pass has been asked for: asked again after a lost answer, it stays one phone. */
  draft: z.object({ residentId: ResidentId, key: KeyPair }).optional(),
});
export type Wallet = z.infer<typeof Wallet>;

export const EMPTY_WALLET: Wallet = { passes: [], residents: [] };

export function currentPass(wallet: Wallet): WalletPass | undefined {
  return (
    wallet.passes.find(({ holder }) => holder.residentId === wallet.current) ?? wallet.passes[0]
  );
}
