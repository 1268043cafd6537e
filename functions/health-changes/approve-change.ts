import { leadsOn } from '../../shared/emergency/change-lifecycle.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type CarryOutPorts, carryOut, isOver } from './carry-out.ts';
import type { ChangeStore } from './change-store.ts';
import type { DecideChangeInput } from './decide-change.ts';
import { isOutside, type OfficerPorts, officerAt } from './officer.ts';
import type { Proposal } from './proposal.ts';

export type ApproveChangePorts = OfficerPorts & CarryOutPorts & { readonly changes: ChangeStore };
export type ApproveChangeInput = DecideChangeInput & { readonly because: string };

/** A third office says why a change that was stopped may pass all the same, or that it may not. */
export async function approveChange(
  ports: ApproveChangePorts,
  input: ApproveChangeInput,
): Promise<Proposal | Failure> {
  const { actor, compoundId, proposalId, outcome, because, now } = input;
  const action = 'health_change.approve';
  const officer = await officerAt(ports, input, action);
  if (isFailure(officer)) return officer;
  const { here, part } = officer;
  const proposal = await ports.changes.findProposal(here, proposalId);
  if (proposal === undefined) return fail('not_found');
  if (!isOutside(part, [proposal.proposed, proposal.decided])) return fail('other_office');
  if (!leadsOn('approve', proposal.state)) return fail('state_conflict');
  if (isOver(proposal, now)) return fail('state_conflict');

  const approved: Proposal = {
    ...proposal,
    state: outcome === 'refuse' ? 'refused' : 'passed',
    approved: { ...part, because },
    ...(outcome === 'pass' ? { passedAt: now } : {}),
    version: proposal.version + 1,
    audit: factsOf(actor, { action, place: compoundId, purpose: 'emergency', now }),
  };
  const put = await ports.changes.putProposal(here, approved);
  return put === 'put' ? carryOut(ports, here, approved, now) : fail('state_conflict');
}
