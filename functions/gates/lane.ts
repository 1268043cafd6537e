import { createHmac } from 'node:crypto';
import { type HouseName, laneText } from '../../shared/lane/house-name.ts';
import { LANE_HASH_BYTES, type Lane } from '../../shared/messages/gates.ts';

/** Somebody who lives here, as far as the guard may be told. */
export type Neighbour = {
  readonly house: Required<HouseName>;
  readonly surname: string;
  readonly maskedName: string;
  readonly building: string;
};

/** The lane's own key: a shift's names can be found by nothing that another shift's device kept. */
export function laneKeyOf(shiftKey: Uint8Array): Buffer {
  return createHmac('sha256', shiftKey).update('lane').digest();
}

/** 501A is found by 501 too: number keys have no letters. */
const withoutLetter = (house: HouseName): HouseName => ({
  ...house,
  room: house.room.replace(/[A-Za-z]$/, ''),
});

/** Everybody by the keyed hash of house and surname, with the unit and without. */
export function laneOf(neighbours: readonly Neighbour[], shiftKey: Uint8Array): Lane {
  const key = laneKeyOf(shiftKey);
  const found = new Map<string, { maskedName: string; building: string }[]>();
  for (const { house, surname, maskedName, building } of neighbours) {
    const { unit: _, ...anyUnit } = house;
    const names = [house, anyUnit];
    const byNumber = names.map(withoutLetter).filter(({ room }) => room !== house.room);
    for (const name of [...names, ...byNumber]) {
      const hash = createHmac('sha256', key)
        .update(laneText(name, surname))
        .digest()
        .subarray(0, LANE_HASH_BYTES)
        .toString('base64url');
      const those = found.get(hash) ?? [];
      // How many of one surname share a house is nothing to the gate.
      if (those.some((one) => one.maskedName === maskedName && one.building === building)) continue;
      found.set(hash, [...those, { maskedName, building }]);
    }
  }
  return { key: key.toString('base64url'), found: Object.fromEntries(found) };
}
