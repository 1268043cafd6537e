import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChangesAtOnce,
  TRIPWIRE_LIMITS,
  tripwireOf,
} from '../../../shared/emergency/tripwire.ts';
import type { ResidentId } from '../../../shared/ids.ts';

const residentId = (n: number): ResidentId => `res_1_00000000${String(n).padStart(2, '0')}`;
const trip = (people: readonly string[][], actorChangesLastHour = 0) =>
  tripwireOf(
    {
      actorChangesLastHour,
      people: people.map((attributes, n) => ({ residentId: residentId(n), attributes })),
    },
    TRIPWIRE_LIMITS,
  );
const times = (n: number, attributes: string[] = []) => Array.from({ length: n }, () => attributes);

const changes: fc.Arbitrary<ChangesAtOnce> = fc.record({
  actorChangesLastHour: fc.integer({ min: 0, max: 12 }),
  people: fc.array(
    fc.record({
      residentId: fc.integer({ min: 0, max: 12 }).map(residentId),
      attributes: fc.uniqueArray(fc.constantFrom('list:a', 'list:b', 'owner:c', 'petition:d'), {
        maxLength: 3,
      }),
    }),
    { maxLength: 12 },
  ),
});
const isStopped = (at: ChangesAtOnce) => tripwireOf(at, TRIPWIRE_LIMITS) !== 'clear';

describe('the tripwire', () => {
  it('lets ten changes of one actor in an hour pass, and not the eleventh', () => {
    expect([trip(times(10)), trip(times(4), 6)]).toEqual(['clear', 'clear']);
    expect(trip(times(11))).toEqual({ stopped: 'too_many' });
    expect(trip(times(1), 10)).toEqual({ stopped: 'too_many' });
  });

  it('stops three of five who have something in common that is not medical', () => {
    expect(trip([...times(3, ['list:a']), ...times(2)])).toEqual({
      stopped: 'cohort',
      attribute: 'list:a',
    });
    expect(trip([...times(2, ['list:a']), ...times(3)])).toBe('clear');
    expect(trip([...times(5, ['list:a']), ...times(4)])).toBe('clear');
  });

  it('sees no cohort in fewer than five: a household is ill together', () => {
    expect(trip(times(4, ['owner:a']))).toBe('clear');
  });

  it('names what most have in common, and of two the one that sorts first', () => {
    const people = [...times(4, ['list:b', 'owner:c']), ['owner:c']];
    expect(trip(people)).toMatchObject({ attribute: 'owner:c' });
    expect(trip(times(5, ['owner:c', 'list:b']))).toMatchObject({ attribute: 'list:b' });
  });

  it('says that it is a cohort also where it is too many', () => {
    expect(trip(times(11, ['petition:a']))).toEqual({
      stopped: 'too_many',
      attribute: 'petition:a',
    });
  });

  it('takes a person named twice for one, with everything that was said of them', () => {
    const one = { residentId: residentId(1), attributes: ['list:a'] };
    const twice = { actorChangesLastHour: 9, people: [one, one] };
    expect(tripwireOf(twice, TRIPWIRE_LIMITS)).toBe('clear');
    fc.assert(
      fc.property(changes, (at) => {
        const again = { ...at, people: [...at.people, ...at.people].reverse() };
        expect(tripwireOf(again, TRIPWIRE_LIMITS)).toEqual(tripwireOf(at, TRIPWIRE_LIMITS));
      }),
    );
  });

  it('never lets pass by more changes, or by more in common, what it stops', () => {
    fc.assert(
      fc.property(changes, (at) => {
        if (!isStopped(at)) return;
        const busier = { ...at, actorChangesLastHour: at.actorChangesLastHour + 1 };
        const closer = at.people.map((one) => ({
          ...one,
          attributes: [...one.attributes, 'list:a'],
        }));
        expect([isStopped(busier), isStopped({ ...at, people: closer })]).toEqual([true, true]);
      }),
      { numRuns: 2_000 },
    );
  });
});
