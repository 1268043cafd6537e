import { KEPT_AFTER_END, KEPT_NAMES } from '../../shared/emergency/kept-after-end.ts';
import type { DestructionCertificate } from '../../shared/messages/certificates.ts';
import type { StoredDestruction } from './destruction.ts';
import type { StoredEmergency } from './emergency.ts';

/** What cannot be missing where a certificate is made. */
function done<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`a certificate before ${what}`);
  return value;
}

/** The certificate as it is to be signed: everything in it was written down by the steps before. */
export function certificateOf(
  emergency: StoredEmergency,
  destruction: StoredDestruction,
  now: number,
): DestructionCertificate {
  const { done: steps, sweeping } = destruction;
  const ended = done(emergency.ended, 'the end');
  const { items, kept, left } = done(sweeping, 'a sweep');
  if (left !== 0) throw new Error('a certificate while something is left');
  return {
    emergencyId: emergency.emergencyId,
    event: emergency.event,
    document: { number: emergency.document.number, authority: emergency.document.authority },
    mode: emergency.mode,
    compounds: emergency.compounds.length,
    ...(emergency.decided === undefined ? {} : { openedAt: emergency.decided.at }),
    endedAt: ended.at,
    endedBy: ended.by === 'clock' ? 'clock' : ended.by.office,
    ...(ended.confirmed === undefined ? {} : { endConfirmedBy: ended.confirmed.office }),
    counted: done(destruction.counted, 'counting'),
    countedAt: done(steps.count, 'counting'),
    keyDisabledAt: done(steps.key, 'the end of the key'),
    keyGoneBy: done(destruction.keyGoneBy, 'the end of the key'),
    takenBack: done(destruction.takenBack, 'taking back'),
    takenBackAt: done(steps.told, 'taking back'),
    listsMadeAnew: emergency.compounds.length,
    deletedAt: done(steps.delete, 'deleting'),
    swept: { at: done(steps.sweep, 'a sweep'), items, left: 0, sweeps: destruction.sweeps },
    kept: KEPT_NAMES.map((what) => ({ what, ...KEPT_AFTER_END[what], items: kept[what] ?? 0 })),
    signedAt: now,
  };
}
