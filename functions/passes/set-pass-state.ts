import { compoundOf, type PassId } from '../../shared/ids.ts';
import type { SetPassStateRequest } from '../../shared/messages/passes.ts';
import { holdsRole, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { LONGEST_SUSPENSION_MS, rolesToReach } from './pass.ts';
import type { PassStore } from './pass-store.ts';

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

/** Suspends, resumes or withdraws a pass; where it stands so already, nothing changes. */
export async function setPassState(
  { passes }: { readonly passes: PassStore },
  { actor, passId, request, now }: SetPassStateInput,
): Promise<undefined | Failure> {
  const mayDoSo = holdsRole(actor, rolesToReach(request.state), compoundOf(passId), now);
  if (!mayDoSo) return fail('not_permitted');
  if (misplacedDocument(request)) return fail('invalid_input', { field: 'documentNumber' });
  if (misplacedTerm(request, now)) return fail('invalid_input', { field: 'until' });
  const { state: to, ...grounds } = request;
  const outcome = await passes.changeState(passId, {
    to,
    ...grounds,
    as: 'property_manager',
    by: actor.staffId,
    at: now,
  });
  if (outcome === 'missing') return fail('not_found');
  return outcome === 'conflict' ? fail('state_conflict') : undefined;
}
