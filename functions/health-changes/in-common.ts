import type { SevereFinding } from '../../shared/emergency/feed-tripwire.ts';
import type { ResidentId } from '../../shared/ids.ts';
import type { InCommon } from '../health/index.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { type AttributePorts, attributesOf } from './attributes.ts';
import type { ChangeStore } from './change-store.ts';
import type { Proposal } from './proposal.ts';

type InCommonPorts = AttributePorts & { readonly changes: Pick<ChangeStore, 'listProposals'> };

/** A list on which two offices agreed is one of people who met, or fell ill: the others are not. */
const isOpenList = ({ fromList, state }: Proposal): boolean =>
  fromList && state !== 'passed' && state !== 'done';

/**
 * What people of whom a source says something severe have in common that is no illness: who owns
 * where they live, what they asked for on the same day, and a list that an office brought and that
 * did not pass. Never a building, a contact or a test.
 */
export const inCommon =
  (ports: InCommonPorts): InCommon =>
  async (emergency, people, now) => {
    const found = new Map<ResidentId, Omit<SevereFinding, 'residentId'>>();
    const lists = await listsOf(ports, emergency);
    await inParallel(people, async (residentId) => {
      const { houseId, attributes } = await attributesOf(ports, residentId, now);
      found.set(residentId, {
        houseId,
        attributes: [...attributes, ...(lists.get(residentId) ?? [])],
      });
    });
    return found;
  };

async function listsOf(
  { changes }: InCommonPorts,
  emergency: Parameters<InCommon>[0],
): Promise<ReadonlyMap<ResidentId, readonly string[]>> {
  const lists = new Map<ResidentId, string[]>();
  for (const compoundId of emergency.compounds) {
    const proposals = await changes.listProposals({ ...emergency, compoundId });
    for (const { proposalId, people } of proposals.filter(isOpenList)) {
      for (const { residentId } of people) {
        lists.set(residentId, [...(lists.get(residentId) ?? []), `list ${proposalId}`]);
      }
    }
  }
  return lists;
}
