import * as z from 'zod';
import { BuildingId, HealthChangeId, ResidentId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { Sealing } from '../emergencies/index.ts';
import * as keys from './health-keys.ts';
import type { HealthRecord } from './health-record.ts';
import { nameOf } from './sealed-record.ts';

const UnixMs = z.number().int();

/** A change as lists show it. */
export const ChangeRow = z.object({
  changeId: HealthChangeId,
  at: UnixMs,
  residentId: ResidentId,
  buildingId: BuildingId,
  from: z.string(),
  to: z.string(),
});
export type ChangeRow = z.infer<typeof ChangeRow>;

/** Somebody whose status is another than the usual one. */
export const StandingRow = z.object({
  residentId: ResidentId,
  buildingId: BuildingId,
  value: z.string(),
  since: UnixMs,
  until: UnixMs.optional(),
});
export type StandingRow = z.infer<typeof StandingRow>;

/** Somebody with whom the clock has something to do, from a moment on. */
export const DueRow = z.object({ residentId: ResidentId, at: UnixMs });
export type DueRow = z.infer<typeof DueRow>;

/** A row of a list, before it is sealed. */
export type HealthRow = {
  readonly key: keys.Key;
  readonly row: ChangeRow | StandingRow | DueRow;
};

/** Every row that stands for a record as it is. The same record has the same rows. */
export function rowsOf(sealing: Sealing, record: HealthRecord): HealthRow[] {
  const { compoundId, emergencyId, residentId, buildingId, status, changes, nextDue } = record;
  const name = nameOf(sealing, residentId);
  const rows: HealthRow[] = changes.map(({ changeId, at, from, to }) => ({
    key: {
      pk: keys.changedPartition(compoundId, emergencyId, shanghaiDay(at)),
      sk: keys.sortedBy(at, changeId),
    },
    row: { changeId, at, residentId, buildingId, from, to },
  }));
  if (nextDue !== undefined) {
    const key = {
      pk: keys.partOf(compoundId, emergencyId, 'due'),
      sk: keys.sortedBy(nextDue, name),
    };
    rows.push({ key, row: { residentId, at: nextDue } });
  }
  if (status.severity > 0) {
    const { value, since, until } = status;
    const standing = { residentId, buildingId, value, since };
    rows.push({
      key: { pk: keys.partOf(compoundId, emergencyId, 'standing'), sk: name },
      row: until === undefined ? standing : { ...standing, until },
    });
  }
  return rows;
}
