import type { GateId } from '../../shared/ids.ts';
import type { LastOpening } from '../../shared/messages/scan-to-open.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { LastOpeningStore } from './last-opening-store.ts';

/** What became of the last scan of this gate's screen, for its own device. */
export async function readLastOpening(
  { last }: { readonly last: Pick<LastOpeningStore, 'find'> },
  {
    actor,
    gateId,
    now,
  }: { readonly actor: GateDeviceActor; readonly gateId: GateId; readonly now: number },
): Promise<LastOpening | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const found = await last.find(gateId, now);
  return found === undefined ? {} : { last: found };
}
