import { CHANGE_REASON_NAMES, CHANGE_REASONS } from '../../shared/emergency/change-lifecycle.ts';
import type { ResidentId } from '../../shared/ids.ts';
import type { ShownProposal } from '../../shared/messages/health-changes.ts';
import { type EmergencyHere, specimensOf } from '../emergencies/index.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { Resident, ResidentStore } from '../residents/index.ts';
import { isOver } from './carry-out.ts';
import type { ChangeStore } from './change-store.ts';
import { type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';
import type { Part, Proposal } from './proposal.ts';

const AT_ONCE = 100;
/** On one page: everything that waits, and the newest of what is over. */
const MOST_OVER = 30;

export type NamesPorts = { readonly residents: Pick<ResidentStore, 'findResidents'> };
export type ListChangesPorts = OfficerPorts &
  NamesPorts & { readonly changes: Pick<ChangeStore, 'listProposals'> };

export type Named = Pick<Resident, 'maskedName'> & { readonly houseId?: Resident['houseId'] };

/** Who they are, as far as they are still registered, or people of a drill. */
export async function namesOf(
  { residents }: NamesPorts,
  here: EmergencyHere,
  ids: readonly ResidentId[],
): Promise<ReadonlyMap<ResidentId, Named>> {
  const found = new Map<ResidentId, Named>();
  if (here.mode === 'drill') {
    for (const one of specimensOf(here)) found.set(one.residentId, one);
    return found;
  }
  const named = [...new Set(ids)];
  for (let from = 0; from < named.length; from += AT_ONCE) {
    const some = await residents.findResidents(named.slice(from, from + AT_ONCE));
    for (const one of some) found.set(one.residentId, one);
  }
  return found;
}

/** What offices proposed in a compound, and what can be proposed by the rules. */
export async function listChanges(ports: ListChangesPorts, input: OfficerInput) {
  const officer = await officerAt(ports, input, 'health_change.decide');
  if (isFailure(officer)) return officer satisfies Failure;
  const { here, part } = officer;
  const all = await ports.changes.listProposals(here);
  const isOpen = ({ state }: Proposal) => state === 'proposed' || state === 'stopped';
  const over = all.filter((one) => !isOpen(one)).slice(0, MOST_OVER);
  const listed = [...all.filter(isOpen), ...over];
  const people = listed.flatMap((one) => one.people.map(({ residentId }) => residentId));
  const names = await namesOf(ports, here, people);
  return {
    ...(here.mode === 'drill' ? { drill: true as const } : {}),
    proposals: listed.map((one) => shown(one, { here, part, names, now: input.now })),
    findings: CHANGE_REASON_NAMES.flatMap((reason) =>
      here.rules.rules
        .filter(({ kind }) => kind === CHANGE_REASONS[reason])
        .map(({ finding, because }) => ({ reason, finding, words: because })),
    ),
  };
}

type Seen = {
  readonly here: EmergencyHere;
  readonly part: Part;
  readonly names: ReadonlyMap<ResidentId, Named>;
  readonly now: number;
};

function shown(proposal: Proposal, { here, part, names, now }: Seen): ShownProposal {
  const { proposalId, people, fromList, kind, finding, reason, reference, expiresAt } = proposal;
  const { proposed, decided, approved, stopped, left = [] } = proposal;
  const rule = here.rules.rules.find((one) => one.kind === kind && one.finding === finding);
  const of = ({ by, office, at }: Part) => ({ office, at, own: by === part.by });
  const waits = proposal.state === 'proposed' || proposal.state === 'stopped';
  return {
    proposalId,
    state: waits && isOver(proposal, now) ? 'lapsed' : proposal.state,
    people: people.map(({ residentId, buildingId }) => ({
      residentId,
      buildingId,
      maskedName: names.get(residentId)?.maskedName ?? '',
    })),
    fromList,
    finding,
    ...(rule === undefined ? {} : { words: rule.because }),
    reason,
    reference,
    expiresAt,
    proposed: of(proposed),
    ...(decided === undefined ? {} : { decided: of(decided) }),
    ...(approved === undefined ? {} : { approved: { ...of(approved), because: approved.because } }),
    ...(stopped === undefined ? {} : { stopped }),
    left: left.length,
  };
}
