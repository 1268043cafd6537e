import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { laneOf } from '../../../functions/gates/lane.ts';
import { type HouseName, laneText } from '../../../shared/lane/house-name.ts';
import { LANE_HASH_BYTES } from '../../../shared/messages/gates.ts';

const wang = { surname: '王', maskedName: '王**', building: '3幢' };
const lane = laneOf(
  [{ ...wang, house: { building: 3, unit: 2, room: '501A' } }],
  new Uint8Array(32).fill(7),
);

const foundIn = (house: HouseName) =>
  lane.found[
    createHmac('sha256', Buffer.from(lane.key, 'base64url'))
      .update(laneText(house, '王'))
      .digest()
      .subarray(0, LANE_HASH_BYTES)
      .toString('base64url')
  ];

describe('a room with a letter, in the lane without a phone', () => {
  const here = [{ maskedName: '王**', building: '3幢' }];

  it('is found as it is written, and by its number alone where a phone’s keys have no letters', () => {
    for (const room of ['501A', '501a', '501']) {
      expect(foundIn({ building: 3, unit: 2, room })).toEqual(here);
      expect(foundIn({ building: 3, room })).toEqual(here);
    }
  });

  it('is not found by another letter', () => {
    expect(foundIn({ building: 3, unit: 2, room: '501B' })).toBeUndefined();
  });
});
