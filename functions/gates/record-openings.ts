import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { Opening, RecordOpeningsAnswer } from '../../shared/messages/openings.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { misfitOf, openingKeptUntil } from './opening.ts';
import type { OpeningStore } from './opening-store.ts';

export type RecordOpeningsPorts = { readonly openings: OpeningStore };

export type RecordOpeningsInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly openings: readonly Opening[];
  readonly now: number;
};

/** Records what was opened by hand, each once, with the shift of the guard who did it. */
export async function recordOpenings(
  ports: RecordOpeningsPorts,
  { actor, gateId, openings, now }: RecordOpeningsInput,
): Promise<RecordOpeningsAnswer | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  for (const [place, opening] of openings.entries()) {
    const misfit = misfitOf(opening) ?? foreignShift(opening, gateId);
    if (misfit !== undefined) {
      return fail('invalid_input', { field: `openings.${place}.${misfit}` });
    }
  }
  const { deviceId, unenrolledAt } = actor;
  const answers = openings.map(async (opening) => {
    const { boot, seq, openedAt } = opening;
    if (unenrolledAt !== undefined && openedAt >= unenrolledAt) {
      return { boot, seq, result: 'refused' as const };
    }
    const stood = await ports.openings.recordOpening({
      name: { gateId, deviceId, class: opening.class, boot, seq, openedAt },
      opening,
      receivedAt: now,
      keptUntil: openingKeptUntil(opening, now),
    });
    const isThis = isSameOpening(stood, opening);
    return { boot, seq, result: isThis ? ('recorded' as const) : ('refused' as const) };
  });
  return { openings: await Promise.all(answers) };
}

const foreignShift = ({ shiftId }: Opening, gateId: GateId): 'shiftId' | undefined =>
  shiftId === undefined || compoundOf(shiftId) === compoundOf(gateId) ? undefined : 'shiftId';

/** A name that stands for another opening records none of this one. A reason may have come before. */
const isSameOpening = (stood: Opening, sent: Opening): boolean =>
  stood.openedAt === sent.openedAt &&
  stood.shiftId === sent.shiftId &&
  stood.building === sent.building &&
  (sent.reason === undefined || stood.reason === sent.reason);
