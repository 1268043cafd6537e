import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rememberingVersions } from '../../../functions/compounds/index.ts';
import { INDEX_KEPT_MS } from '../../../functions/passes/pass.ts';
import {
  compileStatusList,
  compressBits,
  isRetired,
  type ListedChange,
  lastChangeOf,
  type StatusListSource,
} from '../../../functions/passes/status-list.ts';
import { createStatusLists, listAsOf } from '../../../functions/passes/status-lists.ts';
import { stateAt } from '../../../shared/status-list/status-list.ts';
import { NOON } from '../../support/fixed-clock.ts';

const MINUTE = 60_000;

const sourceOf = (
  exceptions: Record<number, ListedChange[]>,
  changed: Partial<StatusListSource> = {},
): StatusListSource => ({
  compound: 'cmp_1',
  version: 4,
  places: 64,
  exceptions: new Map(Object.entries(exceptions).map(([index, is]) => [Number(index), is])),
  ...changed,
});
const suspendedForAMinute = sourceOf({
  7: [
    { state: 'suspended', since: NOON },
    { state: 'active', since: NOON + MINUTE },
  ],
  9: [{ state: 'revoked', since: NOON + 2 * MINUTE }],
});

describe('a compiled list', () => {
  it('says what was true at a moment, before, between and after changes', () => {
    const at = (ms: number) => {
      const list = compileStatusList(suspendedForAMinute, ms);
      return [7, 8, 9].map((index) => stateAt(list, index));
    };
    expect(at(NOON - 1)).toEqual(['valid', 'valid', 'valid']);
    expect(at(NOON)).toEqual(['suspended', 'valid', 'valid']);
    expect(at(NOON + MINUTE)).toEqual(['valid', 'valid', 'valid']);
    expect(at(NOON + 2 * MINUTE)).toEqual(['valid', 'valid', 'revoked']);
  });

  it('goes by the order in which changes were made, not by clocks that differ', () => {
    const source = sourceOf({
      7: [
        { state: 'suspended', since: NOON + 3 },
        { state: 'revoked', since: NOON },
      ],
    });
    expect(stateAt(compileStatusList(source, NOON + MINUTE), 7)).toBe('revoked');
  });

  it('says that a pass asks from a moment to another, whatever its state, unless it is withdrawn', () => {
    const asking = [
      { asks: true, since: NOON },
      { asks: false, since: NOON + 3 * MINUTE },
    ];
    const asks = new Map([7, 8, 9].map((index) => [index, asking]));
    const source = { ...suspendedForAMinute, asks };
    const at = (ms: number) =>
      [6, 7, 8, 9].map((index) => stateAt(compileStatusList(source, ms), index));
    expect(at(NOON - 1)).toEqual(['valid', 'valid', 'valid', 'valid']);
    expect(at(NOON)).toEqual(['valid', 'ask', 'ask', 'ask']);
    expect(at(NOON + 2 * MINUTE)).toEqual(['valid', 'ask', 'ask', 'revoked']);
    expect(at(NOON + 3 * MINUTE)).toEqual(['valid', 'valid', 'valid', 'revoked']);
    expect(lastChangeOf(source)).toBe(NOON + 3 * MINUTE);
  });

  it('of 5,000 passes in 16,384 places with 5 % not valid stays within 450 bytes', () => {
    // A fixed sequence, so that the figure is the same at every run.
    let drawn = 1;
    const draw = (below: number) => {
      drawn = (drawn * 48_271) % 2_147_483_647;
      return drawn % below;
    };
    const exceptions: Record<number, ListedChange[]> = {};
    while (Object.keys(exceptions).length < 250) {
      exceptions[draw(16_384)] = [{ state: draw(5) === 0 ? 'suspended' : 'revoked', since: NOON }];
    }
    const { bits } = compileStatusList(sourceOf(exceptions, { places: 16_384 }), NOON);
    const zlib = compressBits(bits);
    expect(Buffer.from(inflateSync(zlib))).toEqual(Buffer.from(bits));
    expect(zlib.length).toBeLessThanOrEqual(450);
  });
});

describe('the current list of a compound', () => {
  function counting() {
    const asked = { versions: 0, sources: 0 };
    let source = suspendedForAMinute;
    const read = async () => {
      asked.versions++;
      return { statusList: source.version, gates: 0, holders: 0, pins: 0, passes: 0 };
    };
    const findSource = async () => {
      asked.sources++;
      return source;
    };
    const lists = createStatusLists({ findSource }, rememberingVersions(read));
    return {
      asked,
      lists,
      change: (changed: StatusListSource) => {
        source = changed;
      },
    };
  }

  it('is read once a version, however often it is asked for', async () => {
    const { asked, lists, change } = counting();
    const first = await lists.current('cmp_1', NOON);
    expect(await lists.current('cmp_1', NOON + 1_000)).toBe(first);
    expect(asked).toEqual({ versions: 2, sources: 1 });
    change(sourceOf({ 1: [{ state: 'revoked', since: NOON }] }, { version: 5 }));
    expect(stateAt((await lists.current('cmp_1', NOON + 2_000)).list, 1)).toBe('revoked');
    expect(asked).toEqual({ versions: 3, sources: 2 });
  });

  it('is believed for a second, by whatever asks within it', async () => {
    const { asked, lists } = counting();
    for (const later of [0, 1, 999]) await lists.current('cmp_1', NOON + later);
    expect(asked.versions).toBe(1);
  });

  it('answers for a past moment without another read', async () => {
    const { asked, lists } = counting();
    const current = await lists.current('cmp_1', NOON);
    expect(lastChangeOf(current.source)).toBe(NOON + 2 * MINUTE);
    expect(stateAt(listAsOf(current, NOON), 7)).toBe('suspended');
    expect(listAsOf(current, NOON + 2 * MINUTE)).toBe(current.list);
    expect(asked.sources).toBe(1);
  });
});

describe('an exception', () => {
  const revoked: ListedChange[] = [{ state: 'revoked', since: NOON }];
  const resumed: ListedChange[] = [{ state: 'active', since: NOON }];

  it('stays while the index is kept, and goes with it', () => {
    expect(isRetired(revoked, NOON + 1, NOON)).toBe(false);
    expect(isRetired(revoked, NOON, NOON)).toBe(true);
    expect(isRetired(revoked, undefined, NOON)).toBe(true);
  });

  it('that ended stays as long as scans of its time are kept', () => {
    const later = NOON + INDEX_KEPT_MS;
    expect(isRetired(resumed, later + 1, later - 1)).toBe(false);
    expect(isRetired(resumed, later + 1, later)).toBe(true);
  });
});
