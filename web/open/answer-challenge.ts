import { base64urlnopad } from '@scure/base';
import { readGateTicket } from '../../shared/arrivals/gate-ticket.ts';
import { writeLiveCode } from '../../shared/code/pass-code.ts';
import { type ProofValue, proofSigningInput } from '../../shared/code/proof.ts';
import { compoundNumberOf, type GateId, gateIdOf } from '../../shared/ids.ts';
import { sha256, sign } from '../kit/device-key.ts';
import { currentPass, type Wallet, type WalletPass } from '../kit/wallet.ts';

/** The gate that a ticket is for; undefined where it is no ticket. */
export function gateOf(ticket: string): GateId | undefined {
  const parts = readGateTicket(ticket);
  return parts && gateIdOf(parts.ticket.compound, parts.ticket.gate);
}

/** Whoever's pass is shown, or else somebody's of this phone who lives where the gate is. */
export function passFor(wallet: Wallet, gate: GateId): WalletPass | undefined {
  const isOfHere = ({ holder }: WalletPass) =>
    compoundNumberOf(holder.residentId) === compoundNumberOf(gate);
  const current = currentPass(wallet);
  return current !== undefined && isOfHere(current) ? current : wallet.passes.find(isOfHere);
}

/** This phone's live code over what the gate has shown, whatever this phone's clock says. */
export async function answerChallenge(
  { signedPass, key }: Pick<WalletPass, 'signedPass' | 'key'>,
  ticket: string,
): Promise<string> {
  const parts = readGateTicket(ticket);
  if (parts === undefined) throw new TypeError('no ticket');
  const { gate, slot, challenge } = parts.ticket;
  const value: ProofValue = { mode: 'challenge', gate, slot, challenge };
  const signed = base64urlnopad.decode(signedPass);
  const proof = await sign(key, proofSigningInput(await sha256(signed), value));
  return writeLiveCode(signed, value, proof);
}
