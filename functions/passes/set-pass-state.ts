import { AccountId, compoundOf, type PassId } from '../../shared/ids.ts';
import type { SetPassStateRequest } from '../../shared/messages/passes.ts';
import type { AccountStore } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { LONGEST_SUSPENSION_MS } from './pass.ts';
import { type LostPhone, type WithdrawPhonePorts, withdrawPhone } from './withdraw-phone.ts';

export type SetPassStateInput = {
  readonly actor: StaffActor;
  readonly passId: PassId;
  readonly request: SetPassStateRequest;
  readonly now: number;
};

/** An order names its document, and nothing else pretends to be one. */
function misplacedDocument(request: SetPassStateRequest): boolean {
  if (request.state === 'active') return false;
  const isOrder = request.reason === 'order_with_document';
  return isOrder !== (request.documentNumber !== undefined);
}

function misplacedTerm(request: SetPassStateRequest, now: number): boolean {
  if (request.state !== 'suspended' || request.until === undefined) return false;
  return request.until <= now || request.until > now + LONGEST_SUSPENSION_MS;
}

export type SetPassStatePorts = WithdrawPhonePorts & {
  readonly accounts: Pick<AccountStore, 'findHolders'>;
};

/** The phone that a pass is on, with whoever else of the compound the same account speaks for. */
async function withdrawPhoneOf(
  ports: SetPassStatePorts,
  passId: PassId,
  reported: LostPhone['reported'],
): Promise<void> {
  const [pass] = await ports.passes.findPasses([passId], reported.at);
  const account = AccountId.safeParse(pass?.issue.by).data;
  const session = pass?.issue.session;
  if (account === undefined || session === undefined) return;
  const { residents } = await ports.accounts.findHolders(account);
  const ofCompound = residents
    .map(({ residentId }) => residentId)
    .filter((residentId) => compoundOf(residentId) === compoundOf(passId));
  await withdrawPhone(ports, { session, residents: ofCompound, reported });
}

/**
 * Suspends, resumes or withdraws a pass; where it stands so already, nothing changes. With a phone
 * that is lost goes whatever else of the compound is on it, and its sign-in.
 */
export async function setPassState(
  ports: SetPassStatePorts,
  { actor, passId, request, now }: SetPassStateInput,
): Promise<undefined | Failure> {
  if (!mayAct(actor, 'pass.set_state', compoundOf(passId), now)) return fail('not_permitted');
  if (misplacedDocument(request)) return fail('invalid_input', { field: 'documentNumber' });
  if (misplacedTerm(request, now)) return fail('invalid_input', { field: 'until' });
  const { state: to, ...grounds } = request;
  const audit = factsOf(actor, {
    action: 'pass.set_state',
    place: compoundOf(passId),
    purpose: 'gate',
    now,
  });
  const reported = { as: 'property_manager', by: actor.staffId, at: now, audit } as const;
  if (request.state === 'revoked' && request.reason === 'lost_device') {
    await withdrawPhoneOf(ports, passId, reported);
  }
  const outcome = await ports.passes.changeState(passId, { to, ...grounds, ...reported });
  if (outcome === 'missing') return fail('not_found');
  return outcome === 'conflict' ? fail('state_conflict') : undefined;
}
