import { describe, expect, it } from 'vitest';
import type { GateDayCounts } from '../../../shared/messages/gate-days.ts';
import { sumOfDay } from '../../../web/manager/entries/day-counts.ts';

const quiet: GateDayCounts = { entries: [], turnedAway: [], wouldBeRefused: [] };
const north: GateDayCounts = {
  entries: [
    { hour: 7, class: 'resident', building: '3幢', count: 4 },
    { hour: 9, class: 'courier', building: '1幢', count: 2 },
    { hour: 9, class: 'resident', count: 1 },
  ],
  turnedAway: [{ hour: 9, reason: 'stale_code', count: 2 }],
  wouldBeRefused: [{ reason: 'expired', count: 1 }],
};
const west: GateDayCounts = {
  entries: [{ hour: 7, class: 'household', building: '3幢', count: 3 }],
  turnedAway: [
    { hour: 7, reason: 'revoked', count: 3 },
    { hour: 8, reason: 'stale_code', count: 2 },
  ],
  wouldBeRefused: [],
};

describe('a day at several gates', () => {
  it('adds up to the same whole by hour, by building and by class', () => {
    const { hours, buildings, classes, entries } = sumOfDay([north, west, quiet]);
    const total = (rows: readonly { readonly total: number }[]) =>
      rows.reduce((sum, row) => sum + row.total, 0);
    expect([entries, total(hours), total(buildings)]).toEqual([10, 10, 10]);
    expect(classes).toEqual(['resident', 'household', 'courier']);
    expect(hours[0]).toEqual({ hour: 7, byClass: { resident: 4, household: 3 }, total: 7 });
  });

  it('shows the quiet hours between the first and the last, and none around them', () => {
    expect(sumOfDay([north, west]).hours.map(({ hour, total }) => [hour, total])).toEqual([
      [7, 7],
      [8, 0],
      [9, 3],
    ]);
    expect(sumOfDay([quiet]).hours).toEqual([]);
  });

  it('puts the fullest building first, and keeps those whose building nobody knows', () => {
    expect(
      sumOfDay([north, west]).buildings.map(({ building, total }) => [building, total]),
    ).toEqual([
      ['3幢', 7],
      ['1幢', 2],
      [undefined, 1],
    ]);
  });

  it('counts what was not let in by its reason, at all gates together', () => {
    const { turnedAway, wouldBeRefused } = sumOfDay([north, west]);
    expect(turnedAway).toEqual([
      { reason: 'stale_code', count: 4 },
      { reason: 'revoked', count: 3 },
    ]);
    expect(wouldBeRefused).toEqual([{ reason: 'expired', count: 1 }]);
  });
});
