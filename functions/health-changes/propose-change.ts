import { CHANGE_REASONS, type ChangeReason } from '../../shared/emergency/change-lifecycle.ts';
import {
  compoundNumberOf,
  compoundOf,
  newHealthChangeId,
  type ResidentId,
} from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type HomePorts, homeOfSpecimen, homeWithin, type SpecimenPorts } from '../health/index.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { livesHere, type Resident, type ResidentStore } from '../residents/index.ts';
import type { ChangeStore } from './change-store.ts';
import { type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';
import type { Proposal } from './proposal.ts';

const AT_ONCE = 100;
const LONGEST_MS = 60 * 86_400_000;

export type ProposeChangePorts = OfficerPorts &
  HomePorts &
  SpecimenPorts & {
    readonly residents: Pick<ResidentStore, 'findResidents'>;
    readonly changes: Pick<ChangeStore, 'putProposal'>;
    readonly random: RandomBytes;
  };
export type ProposeChangeInput = OfficerInput & {
  readonly residents: readonly ResidentId[];
  readonly fromList: boolean;
  readonly finding: string;
  readonly reason: ChangeReason;
  readonly reference: string;
  readonly expiresAt: number;
};

/** Asks another office to make this of somebody's status: alone it changes nothing. */
export async function proposeChange(
  ports: ProposeChangePorts,
  input: ProposeChangeInput,
): Promise<Proposal | Failure> {
  const { actor, compoundId, finding, reason, reference, expiresAt, fromList, now } = input;
  const action = 'health_change.propose';
  const officer = await officerAt(ports, input, action);
  if (isFailure(officer)) return officer;
  const { here, part } = officer;

  const kind = CHANGE_REASONS[reason];
  const isKnown = here.rules.rules.some((rule) => rule.kind === kind && rule.finding === finding);
  if (!isKnown) return fail('invalid_input', { field: 'finding' });
  if (expiresAt <= now || expiresAt > now + LONGEST_MS) {
    return fail('invalid_input', { field: 'expiresAt' });
  }
  const people = await peopleOf(ports, here, input.residents);
  if (isFailure(people)) return people;

  const proposal: Proposal = {
    proposalId: newHealthChangeId(compoundNumberOf(compoundId), ports.random(10)),
    emergencyId: here.emergencyId,
    compoundId,
    people,
    fromList,
    kind,
    finding,
    reason,
    reference,
    expiresAt,
    state: 'proposed',
    proposed: part,
    version: 1,
    audit: factsOf(actor, { action, place: compoundId, purpose: 'emergency', now }),
  };
  const outcome = await ports.changes.putProposal(here, proposal);
  return outcome === 'put' ? proposal : fail('state_conflict');
}

/** Where they live, each within reach of the emergency. */
async function peopleOf(
  ports: ProposeChangePorts,
  here: EmergencyHere,
  named: readonly ResidentId[],
): Promise<Proposal['people'] | Failure> {
  const ids = [...new Set(named)];
  const elsewhere = ids.findIndex((id) => compoundOf(id) !== here.compoundId);
  if (elsewhere >= 0) return fail('invalid_input', { field: `residents.${elsewhere}` });
  const people: Proposal['people'] = [];
  if (here.mode === 'drill') {
    for (const [at, residentId] of ids.entries()) {
      const buildingId = await homeOfSpecimen(ports, here, residentId);
      if (isFailure(buildingId)) return { ...buildingId, field: `residents.${at}` };
      people.push({ residentId, buildingId });
    }
    return people;
  }
  const found = new Map<ResidentId, Resident>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = await ports.residents.findResidents(ids.slice(from, from + AT_ONCE));
    for (const one of some) found.set(one.residentId, one);
  }
  for (const [at, residentId] of ids.entries()) {
    const resident = found.get(residentId);
    if (resident === undefined || !livesHere(resident)) {
      return fail('not_found', { field: `residents.${at}` });
    }
    const buildingId = await homeWithin(ports, here, resident);
    if (isFailure(buildingId)) return { ...buildingId, field: `residents.${at}` };
    people.push({ residentId, buildingId });
  }
  return people;
}
