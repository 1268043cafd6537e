import { CompoundId, EmergencyId } from '../../shared/ids.ts';
import type { TimedChange } from '../platform/table-stream.ts';
import { recordPlaceIn } from './health-keys.ts';
import type { HealthRecord } from './health-record.ts';
import { type OpenedHere, type OpenPorts, openHere } from './open-here.ts';
import { unsealRecord } from './sealed-record.ts';

/** What an emergency knows about somebody, as it was and as it is. */
export type RecordChange = OpenedHere & {
  /** Absent where nothing was known. */
  readonly before?: HealthRecord;
  readonly after: HealthRecord;
};

/**
 * The changes of records among those of the table, opened and in their order. Not those of an
 * emergency that acts no more, nor that a record was destroyed: who destroys it destroys its rows.
 */
export async function recordChangesIn(
  ports: OpenPorts,
  changes: readonly TimedChange[],
): Promise<RecordChange[]> {
  const opened = new Map<string, Promise<OpenedHere | undefined>>();
  const opening = (compound: CompoundId, emergency: EmergencyId) => {
    const known = opened.get(`${compound} ${emergency}`) ?? openHere(ports, compound, emergency);
    opened.set(`${compound} ${emergency}`, known);
    return known;
  };

  const found: RecordChange[] = [];
  for (const { before, after } of changes) {
    const place = recordPlaceIn(after?.pk);
    if (place === undefined) continue;
    const compound = CompoundId.parse(place.compound);
    const open = await opening(compound, EmergencyId.parse(place.emergency));
    if (open === undefined) continue;
    found.push({
      ...open,
      ...(before === undefined ? {} : { before: unsealRecord(open.sealing, before) }),
      after: unsealRecord(open.sealing, after),
    });
  }
  return found;
}
