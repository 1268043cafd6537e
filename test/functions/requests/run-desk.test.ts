import { describe, expect, it } from 'vitest';
import type { GrantRow } from '../../../functions/identity/index.ts';
import { onTheClock } from '../../../functions/requests/on-the-clock.ts';
import type { StoredRequest } from '../../../functions/requests/request.ts';
import { type RunDeskPorts, runDesk } from '../../../functions/requests/run-desk.ts';
import { FIRST_DESK_CALENDAR } from '../../../shared/desk/desk-calendar.ts';
import { FIRST_REQUEST_TYPES } from '../../../shared/desk/request-types.ts';
import type { PlaceId, StaffId } from '../../../shared/ids.ts';
import { ROLE_RULES, type Role } from '../../../shared/roles.ts';
import { ASKED, aRequest, DAY, HOUR, MINUTE } from './a-request.ts';
import { requestsInMemory } from './requests-in-memory.ts';

const AROUND = ['str_1', 'com_1', 'cmp_1'] as const;
const STAFF: StaffId = 'stf_0000000000000001';

const held = (role: Role, node: PlaceId, rest: Partial<GrantRow> = {}): GrantRow => ({
  staffId: STAFF,
  accountId: 'acc_0000000000000009',
  maskedName: '陈**',
  role,
  node,
  office: ROLE_RULES[role].office,
  since: 0,
  until: ASKED + 365 * DAY,
  version: 1,
  ...rest,
});
const EVERY_LEVEL = [
  held('building_captain', 'bld_1_3'),
  held('grid_leader', 'grd_1_1'),
  held('property_manager', 'cmp_1'),
  held('community_worker', 'com_1'),
  held('street_administrator', 'str_1'),
];

function deskOf(request: Partial<StoredRequest>, rows: readonly GrantRow[] = EVERY_LEVEL) {
  const one = aRequest(request);
  const asked = onTheClock(undefined, one, { calendar: FIRST_DESK_CALENDAR, now: ASKED });
  const kept = requestsInMemory(asked);
  const lines: string[] = [];
  const ports: RunDeskPorts = {
    requests: kept.requests,
    grants: { listGrants: async () => rows },
    lineages: { lineageOf: async () => AROUND.map((placeId) => ({ placeId, name: '' })) },
    settings: {
      readSettings: async () => ({
        types: [...FIRST_REQUEST_TYPES],
        calendar: FIRST_DESK_CALENDAR,
        version: 0,
      }),
    },
    log: { info: (event) => lines.push(event), fault: () => undefined },
  };
  return {
    ...kept,
    lines,
    run: (now: number) => runDesk(ports, 'cmp_1', now),
    stands: () => kept.standing(asked),
    /** What the clock did, in its order. */
    did: () =>
      kept
        .standing(asked)
        .steps.filter(({ by }) => by.as === 'clock')
        .map(({ step, level }) => (level === undefined ? step : `${step} ${level}`)),
  };
}
const ALL_OF_IT = [
  'remind',
  'escalate building',
  'escalate grid',
  'escalate compound',
  'escalate community',
  'escalate street',
];

describe('the minute run of a desk', () => {
  it('does each thing at its minute and none before, as the minutes go by', async () => {
    const desk = deskOf({});
    const seen: unknown[] = [];
    for (let minute = 0; minute <= 5 * 60; minute++) {
      const before = desk.did().length;
      await desk.run(ASKED + minute * MINUTE);
      for (const what of desk.did().slice(before)) seen.push([minute, what]);
    }
    expect(seen).toEqual([
      [90, 'remind'],
      [120, 'escalate building'],
      [150, 'escalate grid'],
      [180, 'escalate compound'],
      [210, 'escalate community'],
      [240, 'escalate street'],
    ]);
    expect(desk.stands().nextDue).toBeUndefined();
  });

  it('did the same once where it was run twice at once, every minute', async () => {
    const desk = deskOf({});
    for (let minute = 0; minute <= 5 * 60; minute++) {
      const now = ASKED + minute * MINUTE;
      await Promise.all([desk.run(now), desk.run(now), desk.run(now)]);
    }
    expect(desk.did()).toEqual(ALL_OF_IT);
  });

  it('catches up with what an hour without it has left, and with days', async () => {
    const desk = deskOf({});
    await desk.run(ASKED + 80 * MINUTE);
    expect(desk.did()).toEqual([]);
    await desk.run(ASKED + 140 * MINUTE);
    expect(desk.did()).toEqual(['remind', 'escalate building']);
    await desk.run(ASKED + 9 * DAY);
    expect(desk.did()).toEqual(ALL_OF_IT);
  });

  it('says that it is late, and not where it came in its minute', async () => {
    const desk = deskOf({});
    await desk.run(ASKED + 91 * MINUTE);
    expect(desk.lines).toEqual([]);
    await desk.run(ASKED + 131 * MINUTE);
    expect(desk.lines).toEqual(['desk-late']);
  });

  it('was broken off before or after a write, and the next run does what is left', async () => {
    const desk = deskOf({});
    desk.failNext('before');
    await expect(desk.run(ASKED + DAY)).rejects.toThrow('not written');
    expect(desk.did()).toEqual([]);
    desk.failNext('after');
    await expect(desk.run(ASKED + DAY)).rejects.toThrow('nobody heard');
    expect(desk.did()).toEqual(['remind']);
    await desk.run(ASKED + DAY);
    expect(desk.did()).toEqual(ALL_OF_IT);
  });

  it('passes over levels at which there is nobody, and never over the street', async () => {
    const some = deskOf({}, [held('grid_leader', 'grd_1_1'), held('community_worker', 'cmp_1')]);
    await some.run(ASKED + DAY);
    expect(some.did()).toEqual([
      'remind',
      'escalate grid',
      'escalate community',
      'escalate street',
    ]);
    const nobody = deskOf({}, []);
    await nobody.run(ASKED + DAY);
    expect(nobody.did()).toEqual(['remind', 'escalate street']);
  });

  it('tells nobody of another building or grid, nor whose role has ended', async () => {
    const desk = deskOf({}, [
      held('building_captain', 'bld_1_4'),
      held('grid_leader', 'grd_1_2'),
      held('property_manager', 'cmp_1', { endedAt: ASKED }),
      held('front_desk', 'cmp_1', { until: ASKED + HOUR }),
      held('community_worker', 'com_1'),
    ]);
    await desk.run(ASKED + DAY);
    expect(desk.did()).toEqual(['remind', 'escalate community', 'escalate street']);
  });

  it('goes on with what was paused until a moment, and the time before it does not count', async () => {
    const desk = deskOf({
      state: 'paused',
      pausedWithMs: 30 * MINUTE,
      pausedUntil: ASKED + DAY,
    });
    await desk.run(ASKED + DAY - 1);
    expect(desk.did()).toEqual([]);
    await desk.run(ASKED + DAY + 10 * MINUTE);
    // What was left of its time ends at the same moment, though the clock came late.
    expect(desk.stands()).toMatchObject({
      state: 'in_progress',
      dueAt: ASKED + DAY + 30 * MINUTE,
    });
    expect(desk.did()).toEqual(['resume', 'remind']);
  });

  it('closes what was done three days ago, and says when', async () => {
    const desk = deskOf({ state: 'done', doneAt: ASKED });
    await desk.run(ASKED + 3 * DAY - 1);
    expect(desk.stands().state).toBe('done');
    await desk.run(ASKED + 3 * DAY);
    expect(desk.stands()).toMatchObject({ state: 'closed', closedAt: ASKED + 3 * DAY });
    expect(desk.stands().nextDue).toBeUndefined();
  });

  it('takes a task back from somebody whose role has ended, paused or not', async () => {
    for (const state of ['in_progress', 'paused'] as const) {
      const desk = deskOf(
        {
          state,
          pausedWithMs: 40 * MINUTE,
          assignee: STAFF,
          assigneeUntil: ASKED + HOUR,
        },
        [],
      );
      await desk.run(ASKED + HOUR);
      expect(desk.stands()).toMatchObject({ state: 'returned' });
      expect(desk.stands()).not.toHaveProperty('assignee');
      expect(desk.stands()).not.toHaveProperty('assigneeUntil');
      expect(desk.stands()).not.toHaveProperty('pausedUntil');
    }
  });

  it('takes it back before it reminds where the role ended and nobody had noticed', async () => {
    const desk = deskOf({ state: 'claimed', assignee: STAFF, assigneeUntil: ASKED + DAY }, []);
    await desk.run(ASKED + 90 * MINUTE);
    expect(desk.did()).toEqual(['return', 'remind']);
  });

  it('leaves it with somebody whose role was prolonged meanwhile', async () => {
    const desk = deskOf({ state: 'in_progress', assignee: STAFF, assigneeUntil: ASKED + HOUR }, [
      held('repairer', 'cmp_1', { until: ASKED + 9 * DAY }),
    ]);
    await desk.run(ASKED + HOUR);
    expect(desk.stands()).toMatchObject({ assignee: STAFF, assigneeUntil: ASKED + 9 * DAY });
    expect(desk.did()).toEqual([]);
  });

  it('counts each write, with the clock as its author', async () => {
    const desk = deskOf({});
    await desk.run(ASKED + DAY);
    expect(desk.stands()).toMatchObject({
      version: 1 + ALL_OF_IT.length,
      audit: { by: 'system', purpose: 'schedule' },
    });
  });

  it('moves what another calendar has put off, and does nothing else with it', async () => {
    const desk = deskOf({ deadline: { minutes: 120, by: 'working' } });
    const early = { ...desk.stands(), version: 2, nextDue: { do: 'remind', at: ASKED } as const };
    await desk.requests.changeRequest(desk.stands(), early);
    await desk.run(ASKED + MINUTE);
    expect(desk.did()).toEqual([]);
    expect(desk.stands().nextDue).toEqual({ do: 'remind', at: ASKED + 90 * MINUTE });
  });
});
