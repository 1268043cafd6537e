import { isShownNow, NONCE_BYTES } from '../../shared/arrivals/gate-ticket.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { compoundNumberOf, gateNumberOf, type SessionId } from '../../shared/ids.ts';
import type { StampedTicket } from '../../shared/messages/scan-to-open.ts';
import type { GateScreens } from '../gates/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { stampTicket } from './ticket-marks.ts';

export type StampGateCodePorts = Pick<GateScreens, 'directory' | 'shown'> & {
  readonly ticketKey: Uint8Array;
  readonly random: RandomBytes;
};

/**
 * A ticket for this session, where the code is one that the gate shows now. Nothing is written:
 * whoever only looks at the address, as programs do that show what it leads to, uses nothing up.
 */
export async function stampGateCode(
  { directory, shown, ticketKey, random }: StampGateCodePorts,
  {
    session,
    gateCode,
    now,
  }: { readonly session: SessionId; readonly gateCode: string; readonly now: number },
): Promise<StampedTicket | Failure> {
  const code = await shown.read(gateCode, now);
  if (isRefusal(code)) return fail('gate_code_unknown');
  const gate = await directory.findGate(code.gateId, now);
  if (gate === undefined) return fail('gate_code_unknown');
  if (!isShownNow(code.slot, now)) return fail('gate_code_old');
  const ticket = {
    compound: compoundNumberOf(code.gateId),
    gate: gateNumberOf(code.gateId),
    slot: code.slot,
    challenge: code.challenge,
    stampedAt: now,
    nonce: random(NONCE_BYTES),
  };
  return { ticket: stampTicket(ticketKey, session, ticket), gateName: gate.rules.name };
}
