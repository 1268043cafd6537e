import type { CompoundId, EmergencyId, StreetId } from '../../shared/ids.ts';
import type { ForgetToldPorts, ToldNotification } from '../notifications/index.ts';
import type { Log } from '../platform/log.ts';
import type { Issuer } from '../platform/signer.ts';
import type { StoredDestruction } from './destruction.ts';
import type { DestructionStore } from './destruction-store.ts';
import type { StoredEmergency } from './emergency.ts';
import type { EmergencyKeys } from './emergency-keys.ts';
import type { EmergencyStore } from './emergency-store.ts';
import type { HeldItems } from './held-items.ts';
import type { MeasureEffects } from './measure-effects.ts';
import type { Sweep } from './sweep.ts';

/** What an emergency knew, as those who wrote it name it. */
export interface Holdings {
  /** Every partition that it may have in one of its compounds, or under its street. */
  partitionsOf(
    span: { readonly emergencyId: EmergencyId; readonly since: number; readonly until: number },
    place: CompoundId | StreetId,
  ): readonly string[];
  /** What people were told through it there. */
  listTold(emergency: StoredEmergency, compound: CompoundId): AsyncIterable<ToldNotification>;
}

export type DestroyPorts = {
  readonly emergencies: Pick<EmergencyStore, 'change'>;
  readonly destructions: DestructionStore;
  readonly keys: Pick<EmergencyKeys, 'destroy'>;
  readonly holdings: Holdings;
  readonly held: HeldItems;
  readonly sweep: Sweep;
  readonly forget: ForgetToldPorts;
  readonly effects: Pick<MeasureEffects, 'stop'>;
  readonly issuer: Pick<Issuer, 'signerAt'>;
  readonly log: Log;
};

/** What a step came to: fields to write down and that it is done, that it goes on, or goes back. */
export type StepOutcome = {
  readonly fields?: Partial<StoredDestruction>;
  readonly outcome: 'done' | 'more' | 'found_something';
};
