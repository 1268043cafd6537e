import type { CompoundId, EmergencyId } from '../../shared/ids.ts';
import type { DestructionShown } from '../../shared/messages/certificates.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { Issuer } from '../platform/signer.ts';
import type { StoredDestruction } from './destruction.ts';
import type { DestructionStore } from './destruction-store.ts';
import type { Decision, StoredEmergency } from './emergency.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { shownDestruction } from './read-certificates.ts';
import { nameOfLine, signLine, WITNESS_TYPE } from './sign-line.ts';

export type WitnessPorts = {
  readonly emergencies: Pick<EmergencyStore, 'find'>;
  readonly destructions: DestructionStore;
  readonly issuer: Pick<Issuer, 'signerAt'>;
};

const MOST_TRIES = 5;

/** Everybody who had a part in it. */
function deciders({ declared, decided, renewals, ended }: StoredEmergency): Decision[] {
  const all = [declared, decided, ...renewals.flatMap((one) => [one.declared, one.decided])];
  if (ended !== undefined && ended.by !== 'clock') all.push(ended.by);
  if (ended?.confirmed !== undefined) all.push(ended.confirmed);
  return all.filter((one) => one !== undefined);
}

/**
 * Somebody of the audit office, who had no part in the emergency, signs that they have seen its
 * certificate: by their session, with the key that signed it. The first signature stands.
 */
export async function witnessDestruction(
  ports: WitnessPorts,
  {
    actor,
    compoundId,
    emergencyId,
    now,
  }: {
    readonly actor: StaffActor;
    readonly compoundId: CompoundId;
    readonly emergencyId: EmergencyId;
    readonly now: number;
  },
): Promise<DestructionShown | Failure> {
  if (!mayAct(actor, 'destruction.witness', compoundId, now)) return fail('not_permitted');
  const [emergency, seen] = await Promise.all([
    ports.emergencies.find(emergencyId),
    ports.destructions.find(emergencyId),
  ]);
  if (emergency?.compounds.includes(compoundId) !== true || seen === undefined) {
    return fail('not_found');
  }
  if (deciders(emergency).some(({ by }) => by === actor.staffId)) return fail('witness_had_a_part');
  if (seen.certificate === undefined) return fail('not_certified_yet');

  const { staffId: witness } = actor;
  const certificate = nameOfLine(seen.certificate.signature);
  const audit = factsOf(actor, {
    action: 'destruction.witness',
    place: compoundId,
    purpose: 'audit',
    now,
  });
  const line = { emergencyId, certificate, witness, office: 'audit', at: now } as const;
  const signature = await signLine(ports.issuer.signerAt(now), WITNESS_TYPE, line);
  const decide = (current: StoredDestruction): StoredDestruction => {
    if (current.witness !== undefined) return current;
    return {
      ...current,
      done: { ...current.done, witness: now },
      witness: { ...line, signature },
      version: current.version + 1,
      audit,
    };
  };
  const write = ports.destructions.change;
  const signed = await decideAgain(seen, MOST_TRIES, { decide, write });
  return isFailure(signed) ? signed : shownDestruction(signed);
}
