import type { OwnRegistration } from '../../shared/messages/health.ts';
import type { Sealings } from '../emergencies/index.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import type { OwnHealthInput } from './own-health-input.ts';
import { type RegisterPorts, register } from './register.ts';
import { accountNameOf } from './sealed-record.ts';

export type RegisterOwnHealthPorts = RegisterPorts &
  SpeaksForPorts & { readonly sealings: Pick<Sealings, 'of'> };

/** Somebody registers on their own phone, or for whoever gave them theirs. */
export async function registerOwnHealth(
  ports: RegisterOwnHealthPorts,
  { actor, residentId, findings, now }: OwnHealthInput & { readonly findings: readonly string[] },
): Promise<OwnRegistration | Failure> {
  const resident = await speaksFor(ports, { actor, residentId });
  if (isFailure(resident)) return resident;
  return register(ports, {
    resident,
    findings,
    office: 'self',
    by: 'phone',
    // The account is as good as the person: in facts, which stay, it goes by its keyed name.
    audit: async (here) => {
      const sealing = await ports.sealings.of(here);
      if (sealing === undefined) throw new Error('the key of an emergency is gone');
      const action = 'own_health.register';
      const facts = factsOf(actor, { action, place: here.compoundId, purpose: 'emergency', now });
      return { ...facts, by: accountNameOf(sealing, actor.accountId) };
    },
    now,
  });
}
