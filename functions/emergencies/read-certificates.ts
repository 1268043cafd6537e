import type { CompoundId, EmergencyId } from '../../shared/ids.ts';
import { StreetId } from '../../shared/ids.ts';
import type { CertificateList, DestructionShown } from '../../shared/messages/certificates.ts';
import type { Lineages } from '../compounds/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { StoredDestruction } from './destruction.ts';
import type { DestructionStore } from './destruction-store.ts';

/** As anybody may see it. */
export function shownDestruction(destruction: StoredDestruction): DestructionShown {
  const { emergencyId, event, endedAt, done, certificate, witness, keyGone } = destruction;
  return {
    emergencyId,
    event,
    endedAt,
    steps: done,
    ...(certificate === undefined ? {} : { certificate }),
    ...(witness === undefined ? {} : { witness }),
    ...(keyGone === undefined ? {} : { keyGone }),
  };
}

/** How far the destruction of an emergency is, and its certificate: for anybody. */
export async function readCertificate(
  { destructions }: { readonly destructions: Pick<DestructionStore, 'find'> },
  { emergencyId }: { readonly emergencyId: EmergencyId },
): Promise<DestructionShown | Failure> {
  const destruction = await destructions.find(emergencyId);
  return destruction === undefined ? fail('not_found') : shownDestruction(destruction);
}

export type ListCertificatesPorts = {
  readonly destructions: Pick<DestructionStore, 'list'>;
  readonly lineages: Lineages;
};

/** Of every emergency of the street that a compound lies in, the newest first: for anybody. */
export async function listCertificates(
  { destructions, lineages }: ListCertificatesPorts,
  { compoundId }: { readonly compoundId: CompoundId },
): Promise<CertificateList | Failure> {
  const lineage = await lineages.lineageOf(compoundId);
  const street = lineage
    ?.map(({ placeId }) => StreetId.safeParse(placeId).data)
    .find((one) => one !== undefined);
  if (street === undefined) return fail('not_found');
  const found = await destructions.list(street);
  return { destructions: found.map(shownDestruction) };
}
