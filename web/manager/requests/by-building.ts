import type { RequestRow } from '../../../shared/messages/requests.ts';
import { t } from '../words/words.ts';

export type BuildingGroup = { readonly name: string; readonly rows: readonly RequestRow[] };

/** As one walks: building by building in the order of their numbers, what names none at the end. */
export function byBuilding(rows: readonly RequestRow[]): BuildingGroup[] {
  const groups = new Map<string, RequestRow[]>();
  for (const row of rows) {
    const name =
      row.building === '' ? t(row.sensitive ? 'rqNoBuilding' : 'rqWholeCompound') : row.building;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  const last = (group: readonly RequestRow[]): number => (group[0]?.building === '' ? 1 : 0);
  return [...groups]
    .map(([name, group]) => ({
      name,
      rows: group.toSorted((one, other) => one.dueAt - other.dueAt),
    }))
    .toSorted(
      (one, other) =>
        last(one.rows) - last(other.rows) ||
        one.name.localeCompare(other.name, 'zh-CN', { numeric: true }),
    );
}
