import { describe, expect, it } from 'vitest';
import {
  ALARM_AFTER_REFUSED,
  alarmsIn,
  type DoorEvent,
  HELD_OPEN_AFTER_MS,
  NEW_DOOR,
  nextChangeAt,
  RELEASED_FOR_MS,
  reportOf,
  stepDoor,
} from '../../../shared/door/door-state.ts';

const doorAfter = (...events: readonly (readonly [at: number, event: DoorEvent])[]) =>
  events.reduce((state, [at, event]) => stepDoor(state, event, at), NEW_DOOR);
const leaf = (is: 'open' | 'closed') => ({ kind: 'leaf', is }) as const;

describe('a door', () => {
  it('is locked, lets somebody pass, and locks again behind them', () => {
    expect(reportOf(NEW_DOOR, 0)).toMatchObject({ lock: 'locked', leaf: 'closed' });
    const opened = doorAfter([0, { kind: 'command' }]);
    expect(reportOf(opened, RELEASED_FOR_MS - 1).lock).toBe('released');
    expect(nextChangeAt(opened, 0)).toBe(RELEASED_FOR_MS);
    expect(reportOf(opened, RELEASED_FOR_MS).lock).toBe('locked');
    const passed = doorAfter(
      [0, { kind: 'command' }],
      [1_000, leaf('open')],
      [2_000, leaf('closed')],
    );
    expect(reportOf(passed, 2_000)).toMatchObject({ lock: 'locked', leaf: 'closed' });
  });

  it('is held open after half a minute, and is not once it is closed', () => {
    const open = doorAfter([0, { kind: 'button' }], [1_000, leaf('open')]);
    expect(alarmsIn(reportOf(open, 1_000 + HELD_OPEN_AFTER_MS - 1))).toEqual([]);
    expect(alarmsIn(reportOf(open, 1_000 + HELD_OPEN_AFTER_MS))).toEqual(['held_open']);
    expect(nextChangeAt(open, RELEASED_FOR_MS)).toBe(1_000 + HELD_OPEN_AFTER_MS);
    const closed = stepDoor(open, leaf('closed'), 99_000);
    expect(alarmsIn(reportOf(closed, 99_000))).toEqual([]);
    expect(nextChangeAt(closed, 99_000)).toBeUndefined();
  });

  it('that opens while it was locked was forced', () => {
    expect(alarmsIn(reportOf(doorAfter([0, leaf('open')]), 0))).toEqual(['forced_open']);
  });

  it('is free while the fire signal lasts, whatever else comes', () => {
    const burning = doorAfter(
      [0, { kind: 'fire', on: true }],
      [1, leaf('open')],
      [2, leaf('closed')],
      [3, { kind: 'refused' }],
    );
    expect(reportOf(burning, 9_999_999)).toMatchObject({ lock: 'released', leaf: 'closed' });
    expect(alarmsIn(reportOf(burning, 3))).toEqual(['fire']);
    expect(reportOf(stepDoor(burning, { kind: 'fire', on: false }, 4), 4).lock).toBe('locked');
  });

  it('counts refused attempts in a row, until one opens', () => {
    const refused = Array.from({ length: ALARM_AFTER_REFUSED }, (_, at) => at);
    const tried = doorAfter(...refused.map((at) => [at, { kind: 'refused' }] as const));
    expect(alarmsIn(reportOf(tried, 9))).toEqual(['refused_attempts']);
    expect(alarmsIn(reportOf(stepDoor(tried, { kind: 'button' }, 9), 9))).toHaveLength(1);
    expect(alarmsIn(reportOf(stepDoor(tried, { kind: 'command' }, 9), 9))).toEqual([]);
  });

  it('says that somebody is at its box', () => {
    expect(alarmsIn(reportOf(doorAfter([0, { kind: 'tamper', on: true }]), 0))).toEqual(['tamper']);
  });
});
