import { isDeepStrictEqual } from 'node:util';
import type { HealthRowStore } from './health-row-store.ts';
import { type HealthRow, rowsOf } from './health-rows.ts';
import type { RecordChange } from './record-changes.ts';

const placeOf = ({ key }: HealthRow): string => `${key.pk} ${key.sk}`;

/**
 * Keeps what is due, what changed on a day and who stands at which value in step with the records:
 * from the stream, in the order of a record's changes. Delivered twice, it comes to the same. What
 * stands already is not written again, so that a change costs what it changes.
 */
export async function projectHealth(
  { moveRows }: HealthRowStore,
  changes: readonly RecordChange[],
): Promise<void> {
  const moved = new Map<string, { readonly key: HealthRow['key']; readonly sealed?: Uint8Array }>();
  for (const { sealing, before, after } of changes) {
    const were = new Map(
      (before === undefined ? [] : rowsOf(sealing, before)).map((row) => [placeOf(row), row]),
    );
    for (const row of rowsOf(sealing, after)) {
      const was = were.get(placeOf(row));
      were.delete(placeOf(row));
      if (isDeepStrictEqual(was, row)) continue;
      const { key } = row;
      moved.set(placeOf(row), { key, sealed: sealing.seal(key, row.row) });
    }
    for (const [place, { key }] of were) moved.set(place, { key });
  }
  const rows = [...moved.values()];
  await moveRows(
    rows.filter(({ sealed }) => sealed === undefined).map(({ key }) => key),
    rows.flatMap(({ key, sealed }) => (sealed === undefined ? [] : [{ ...key, sealed }])),
  );
}
