import { leadsOn } from '../../shared/emergency/change-lifecycle.ts';
import type { HealthChangeId } from '../../shared/ids.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type CarryOutPorts, carryOut, isOver } from './carry-out.ts';
import type { ChangeStore } from './change-store.ts';
import { isOutside, type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';
import type { Proposal } from './proposal.ts';
import { type TripPorts, tripOf } from './trip.ts';

export type DecideChangePorts = OfficerPorts &
  TripPorts &
  CarryOutPorts & { readonly changes: ChangeStore };
export type DecideChangeInput = OfficerInput & {
  readonly proposalId: HealthChangeId;
  readonly outcome: 'pass' | 'refuse';
};

/**
 * Another person of another office decides what somebody proposed. What trips the wire does not pass:
 * it waits for a third office.
 */
export async function decideChange(
  ports: DecideChangePorts,
  input: DecideChangeInput,
): Promise<Proposal | Failure> {
  const { actor, compoundId, proposalId, outcome, now } = input;
  const action = 'health_change.decide';
  const officer = await officerAt(ports, input, action);
  if (isFailure(officer)) return officer;
  const { here, part } = officer;
  const proposal = await ports.changes.findProposal(here, proposalId);
  if (proposal === undefined) return fail('not_found');
  if (!isOutside(part, [proposal.proposed])) return fail('other_office');
  if (!leadsOn('pass', proposal.state)) return fail('state_conflict');
  if (isOver(proposal, now)) return fail('state_conflict');

  const stopped =
    outcome === 'pass' ? await tripOf(ports, here, proposal, { decider: part, now }) : undefined;
  const passed = stopped === undefined ? { passedAt: now } : { stopped };
  const decided: Proposal = {
    ...proposal,
    state: outcome === 'refuse' ? 'refused' : stopped === undefined ? 'passed' : 'stopped',
    decided: part,
    ...(outcome === 'pass' ? passed : {}),
    version: proposal.version + 1,
    audit: factsOf(actor, { action, place: compoundId, purpose: 'emergency', now }),
  };
  const put = await ports.changes.putProposal(here, decided);
  return put === 'put' ? carryOut(ports, here, decided, now) : fail('state_conflict');
}
