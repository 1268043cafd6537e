import type { HouseId, ResidentId } from '../../shared/ids.ts';
import type { Resident } from '../residents/index.ts';

/** Somebody of the file, as far as telling people apart needs. */
export type Newcomer = Pick<Resident, 'name' | 'houseId' | 'tie' | 'accountId'> & {
  readonly row: number;
};

/** Somebody of the file who may be there already. */
export type Duplicate = {
  readonly row: number;
  readonly of:
    | { readonly row: number; readonly tie: Resident['tie'] }
    | { readonly residentId: ResidentId; readonly tie: Resident['tie'] };
  readonly samePhone: boolean;
};

type Known = Pick<Resident, 'name' | 'houseId' | 'tie' | 'accountId' | 'residentId'>;

const keyOf = ({ houseId, name }: { houseId: HouseId; name: string }): string =>
  `${houseId} ${name.normalize('NFC')}`;

/**
 * Who of the file bears the name of somebody of the same house, in the register or further up in
 * the file: the same person or a namesake, which only a human knows. Of several, one with the same
 * number goes before, and the register before the file.
 */
export function findDuplicates(
  newcomers: readonly Newcomer[],
  residents: readonly Known[],
): Duplicate[] {
  const known = new Map<string, Known[]>();
  for (const resident of residents) {
    const key = keyOf(resident);
    known.set(key, [...(known.get(key) ?? []), resident]);
  }
  const above = new Map<string, Newcomer[]>();
  const duplicates: Duplicate[] = [];
  for (const newcomer of newcomers) {
    const { row, accountId } = newcomer;
    const key = keyOf(newcomer);
    const earlier = above.get(key) ?? [];
    const candidates = [
      ...(known.get(key) ?? []).map(({ residentId, tie, accountId: theirs }) => ({
        of: { residentId, tie },
        samePhone: theirs === accountId,
      })),
      ...earlier.map((other) => ({
        of: { row: other.row, tie: other.tie },
        samePhone: other.accountId === accountId,
      })),
    ];
    const best = candidates.find(({ samePhone }) => samePhone) ?? candidates[0];
    if (best !== undefined) duplicates.push({ row, ...best });
    above.set(key, [...earlier, newcomer]);
  }
  return duplicates;
}
