import * as z from 'zod';
import { HouseId, ResidentId } from '../../shared/ids.ts';
import { TIES_OF_HOUSE } from '../../shared/messages/houses.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import type { OccupancyStore } from './occupancy-store.ts';

/** As much of a resident's record as tells when they lived in which house. */
const LivingItem = z.object({
  sk: z.string().startsWith('resident#'),
  residentId: ResidentId,
  houseId: HouseId,
  tie: z.enum(TIES_OF_HOUSE),
  state: z.string().optional(),
  /** Unix milliseconds. */
  since: z.number().int().optional(),
  movedOutOn: z.iso.date().optional(),
  audit: z.object({ at: z.number().int() }).optional(),
});
type Living = z.infer<typeof LivingItem>;

/** Somebody of a file that is not wholly in yet lives nowhere yet. */
const hasLived = ({ state }: Living): boolean => state !== 'importing';

/**
 * Keeps who lived where in step with the register: from the stream, so that whatever registers or
 * ends somebody writes down their time in the house. Delivered twice, it comes to the same.
 */
export async function projectOccupancy(
  occupancy: OccupancyStore,
  { before, after }: ItemChange,
  now: number,
): Promise<void> {
  const [was, is] = [LivingItem.safeParse(before).data, LivingItem.safeParse(after).data];
  if (is !== undefined && hasLived(is)) {
    const since = is.since ?? (was === undefined ? is.audit?.at : undefined);
    const { residentId, tie } = is;
    const from = since === undefined ? {} : { from: shanghaiDay(since) };
    await occupancy.noteLiving(is.houseId, { residentId, tie, ...from });
  }
  const left = is === undefined || is.state === 'moved_out';
  const gone = is ?? was;
  if (gone === undefined || !left) return;
  const until = gone.movedOutOn ?? shanghaiDay(is?.audit?.at ?? now);
  await occupancy.noteLeft(gone.houseId, gone.residentId, until);
}
