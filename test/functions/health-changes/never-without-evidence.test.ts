import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { RESIDENTS } from '../../support/street.ts';
import { changeOffice, type Who } from './change-office.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SEVERITY: Record<string, number> = { green: 0, yellow: 4, red: 8 };

const who = fc.constantFrom<Who>(
  'community_worker',
  'community_doctor',
  'community_police',
  'street_administrator',
  'property_manager',
);
const step = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('propose' as const), who }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('decide' as const), who }), weight: 4 },
  fc.record({ do: fc.constant('approve' as const), who }),
  fc.record({ do: fc.constant('follow' as const), who }),
  fc.record({ do: fc.constant('appeal' as const), who }),
  fc.record({ do: fc.constant('answer' as const), who }),
  { arbitrary: fc.record({ do: fc.constant('hours' as const), who }), weight: 2 },
);

let engine: TestEngine | undefined;
afterEach(() => engine?.stop());

describe('whatever offices, residents and the clock do', () => {
  it('nobody is severer without evidence of two offices, nor for longer than a day untold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await engine?.stop();
        engine = await startEngine();
        await layGates(engine.table);
        const house = await openGatehouse(engine.table, fixedClock());
        const office = changeOffice(house, await openEmergency(house));
        const passed = new Set<string>();
        let last = 'hch_1_0000000000000009';
        const change = async () => (await office.changesOf()).at(-1)?.changeId;
        for (const one of steps) {
          switch (one.do) {
            case 'propose': {
              const { id, status } = await office.propose(one.who, [RESIDENTS.father]);
              if (status === 200) last = id;
              break;
            }
            case 'decide': {
              const { body } = await office.decide(one.who, last);
              if (Object(body).state === 'done') passed.add(last);
              break;
            }
            case 'approve':
              expect((await office.approve(one.who, last)).status).not.toBe(200);
              break;
            case 'follow':
              await office.follow();
              break;
            case 'appeal': {
              const id = await change();
              if (id !== undefined) {
                await office.own(RESIDENTS.father, 'PUT', `health-appeals/${id}`, {});
              }
              break;
            }
            case 'answer': {
              const body = { outcome: 'upheld', note: '决定书与本人一致' };
              const id = await change();
              if (id !== undefined) {
                await office.call(one.who, 'PUT', `health-appeals/${id}/answer`, body);
              }
              break;
            }
            case 'hours':
              await office.followInSilence();
              house.clock.advance(13 * HOUR_MS);
              await office.run();
          }
          const record = await office.records.find(office.here, RESIDENTS.father);
          if (record === undefined) continue;
          if (record.status.severity > 0) {
            expect(record.status.because.length).toBeGreaterThan(0);
            for (const id of record.status.because) {
              const from = record.evidence.find(({ evidenceId }) => evidenceId === id)?.source;
              expect(from?.by === 'two_offices' && passed.has(from.change)).toBe(true);
            }
          }
          for (const { from, to, at, told, takenBackAt } of record.changes) {
            const isWorse = (SEVERITY[to] ?? 0) > (SEVERITY[from] ?? 0);
            const isOverdue = house.clock() - at >= DAY_MS + 13 * HOUR_MS;
            if (isWorse && isOverdue && told === undefined) expect(takenBackAt).toBeDefined();
          }
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
