import { kindOfShared } from '../../shared/emergency/feed-tripwire.ts';
import { TRIPWIRE_LIMITS, tripwireOf } from '../../shared/emergency/tripwire.ts';
import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import type { EmergencyHere, EmergencyStore } from '../emergencies/index.ts';
import { type AttributePorts, attributesOf } from './attributes.ts';
import type { ChangeStore } from './change-store.ts';
import type { Part, Proposal } from './proposal.ts';

const HOUR_MS = 3_600_000;

export type TripPorts = AttributePorts & {
  readonly emergencies: Pick<EmergencyStore, 'find'>;
  readonly changes: Pick<ChangeStore, 'listProposals'>;
};

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
          const known =
            seen.get(residentId) ??
            attributesOf(ports, residentId, now).then(({ attributes }) => attributes);
          seen.set(residentId, known);
          const list = one.fromList ? [`list ${one.proposalId}`] : [];
          return { residentId, attributes: [...list, ...(await known)] };
        }),
      ),
    );
    const outcome = tripwireOf({ actorChangesLastHour: 0, people }, TRIPWIRE_LIMITS);
    if (outcome === 'clear') continue;
    const { attribute } = outcome;
    const shared = attribute === undefined ? undefined : kindOfShared(attribute);
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
