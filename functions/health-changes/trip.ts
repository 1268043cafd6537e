import { TRIPWIRE_LIMITS, tripwireOf } from '../../shared/emergency/tripwire.ts';
import type { CompoundId, HouseId, ResidentId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { EmergencyHere, EmergencyStore } from '../emergencies/index.ts';
import type { TenancyStore } from '../houses/index.ts';
import type { RequestStore } from '../requests/index.ts';
import type { ResidentStore } from '../residents/index.ts';
import type { ChangeStore } from './change-store.ts';
import type { Part, Proposal } from './proposal.ts';

const HOUR_MS = 3_600_000;
/** Who asked for the same on the same day so long ago has it in common no more. */
const PETITIONS_FOR_MS = 90 * 24 * HOUR_MS;

export type TripPorts = {
  readonly emergencies: Pick<EmergencyStore, 'find'>;
  readonly changes: Pick<ChangeStore, 'listProposals'>;
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly tenancies: Pick<TenancyStore, 'listTenanciesOfHouse'>;
  readonly requests: Pick<RequestStore, 'listRequestsOf'>;
};

const KINDS = ['list', 'owner', 'petition'] as const;

/** Whether a proposal may pass, or has to wait for a third office, and why. */
export async function tripOf(
  ports: TripPorts,
  here: EmergencyHere,
  proposal: Proposal,
  { decider, now }: { readonly decider: Part; readonly now: number },
): Promise<Proposal['stopped']> {
  const others = (await proposalsOf(ports, here)).filter(
    ({ proposalId, state }) =>
      proposalId !== proposal.proposalId && state !== 'refused' && state !== 'lapsed',
  );
  const seen = new Map<ResidentId, Promise<readonly string[]>>();
  for (const actor of [proposal.proposed, decider]) {
    const lately = others.filter((one) => partLately(one, actor, now));
    const people = await Promise.all(
      [proposal, ...lately].flatMap((one) =>
        one.people.map(async ({ residentId }) => {
          const known = seen.get(residentId) ?? attributesOf(ports, residentId, now);
          seen.set(residentId, known);
          const list = one.fromList ? [`list ${one.proposalId}`] : [];
          return { residentId, attributes: [...list, ...(await known)] };
        }),
      ),
    );
    const outcome = tripwireOf({ actorChangesLastHour: 0, people }, TRIPWIRE_LIMITS);
    if (outcome === 'clear') continue;
    const shared = KINDS.find((kind) => outcome.attribute?.startsWith(`${kind} `) === true);
    return { why: outcome.stopped, ...(shared === undefined ? {} : { shared }) };
  }
  return undefined;
}

/** Of every compound in which it acts: an actor who goes round has the same hour everywhere. */
async function proposalsOf(ports: TripPorts, here: EmergencyHere): Promise<Proposal[]> {
  const { compounds } = (await ports.emergencies.find(here.emergencyId)) ?? { compounds: [] };
  const all = new Set<CompoundId>([here.compoundId, ...compounds]);
  const found = [...all].map((compoundId) => ports.changes.listProposals({ ...here, compoundId }));
  return (await Promise.all(found)).flat();
}

/** One that waits counts too: of two decided at once, neither is overlooked. */
function partLately({ proposed, decided }: Proposal, actor: Part, now: number): boolean {
  const isTheirs = [proposed, decided].some(
    (part) => part !== undefined && (part.by === actor.by || part.account === actor.account),
  );
  const at = Math.max(proposed.at, decided?.at ?? 0);
  return isTheirs && at > now - HOUR_MS;
}

/** What somebody has in common with others that is no illness. */
async function attributesOf(
  { residents, tenancies, requests }: TripPorts,
  residentId: ResidentId,
  now: number,
): Promise<readonly string[]> {
  const [resident, asked] = await Promise.all([
    residents.findResident(residentId),
    requests.listRequestsOf(residentId),
  ]);
  const owners = resident === undefined ? [] : await ownersOf(tenancies, resident.houseId);
  const petitions = asked
    .filter(({ at }) => at > now - PETITIONS_FOR_MS)
    .map(({ typeId, at }) => `petition ${typeId} ${shanghaiDay(at)}`);
  return [...owners, ...petitions];
}

async function ownersOf(
  tenancies: TripPorts['tenancies'],
  house: HouseId,
): Promise<readonly string[]> {
  const let_ = await tenancies.listTenanciesOfHouse(house);
  return let_
    .filter(({ state }) => state !== 'ended')
    .map(({ landlord }) => landlord.accountId ?? landlord.residentId)
    .filter((owner) => owner !== undefined)
    .map((owner) => `owner ${owner}`);
}
