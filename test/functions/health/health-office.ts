import { createHash } from 'node:crypto';
import type {
  EmergencyHere,
  EmergencyKeys,
  EmergencyStore,
  Sealings,
} from '../../../functions/emergencies/index.ts';
import { createSealings } from '../../../functions/emergencies/index.ts';
import {
  type Appending,
  appendEvidence,
  createHealthRecordStore,
  createHealthRowStore,
  projectHealth,
  type RecordChange,
  recordChangesIn,
} from '../../../functions/health/index.ts';
import { systemFacts } from '../../../functions/platform/audit.ts';
import { randomBytes } from '../../../functions/platform/random.ts';
import type { Table } from '../../../functions/platform/table.ts';
import type { TimedChange } from '../../../functions/platform/table-stream.ts';
import type { Evidence } from '../../../shared/emergency/evidence.ts';
import { FIRST_STATUS_RULES } from '../../../shared/emergency/first-status-rules.ts';
import type { CompoundId } from '../../../shared/ids.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const DAY_MS = 86_400_000;
const EMERGENCY = 'emg_1_0000000000000001';

/** An emergency in the first compound, from the hour at which the clock stands, for twenty days. */
export function emergencyHere(
  clock: FixedClock,
  change: Partial<EmergencyHere> = {},
): EmergencyHere {
  return {
    emergencyId: EMERGENCY,
    compoundId: 'cmp_1',
    mode: 'real',
    event: '新冠肺炎疫情',
    scope: ['cmp_1'],
    measures: ['registration', 'isolation_care'],
    since: clock(),
    until: clock() + 20 * DAY_MS,
    rules: FIRST_STATUS_RULES,
    feeds: [],
    documentNumber: '青防指〔2035〕7号',
    authority: '青枫县疫情防控指挥部',
    keyHandle: 'a key in memory',
    ...change,
  };
}

/** Keys that lie nowhere: one an emergency, until it is destroyed. */
export function keysInMemory(): EmergencyKeys {
  const gone = new Set<string>();
  return {
    create: async (emergency) => `of ${emergency}`,
    open: async (emergency, handle) =>
      gone.has(emergency)
        ? undefined
        : new Uint8Array(createHash('sha256').update(`${emergency} ${handle}`).digest()),
    destroy: async (emergency, _handle, now) => {
      gone.add(emergency);
      return { goneAt: now };
    },
    isGone: async (emergency) => gone.has(emergency),
  };
}

/** Where an emergency acts, on the real table, with a key that lies nowhere. */
export function houseInMemory(table: Table, clock: FixedClock, here: EmergencyHere) {
  const keys = keysInMemory();
  const emergencies: Pick<EmergencyStore, 'findHere'> = {
    findHere: async (compound: CompoundId, mode) =>
      compound === here.compoundId && mode === here.mode ? here : undefined,
  };
  return { table, clock, keys, emergencies, sealings: createSealings(keys, clock) };
}

type Where = {
  readonly table: Table;
  readonly clock: FixedClock;
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly sealings: Sealings;
};

/** What looks after statuses in a compound. */
export function healthOffice({ table, clock, emergencies, sealings }: Where, here: EmergencyHere) {
  const records = createHealthRecordStore(table, sealings);
  const rows = createHealthRowStore(table);
  const ports = { records, random: randomBytes };
  let seen = new Map<string, Record<string, unknown>>();

  return {
    here,
    records,
    ports,
    append: (evidence: readonly Evidence[], more: Partial<Appending> = {}) =>
      appendEvidence(
        ports,
        here,
        {
          residentId: RESIDENTS.father,
          buildingId: 'bld_1_3',
          evidence,
          office: 'feed',
          audit: systemFacts('health_feed.send', clock()),
          ...more,
        },
        clock(),
      ),
    /** Every record as it is, as if all of it had just been written. */
    async changes(): Promise<readonly RecordChange[]> {
      const all = (await itemsOf(table)).map((after) => ({ after, at: clock() }));
      return recordChangesIn({ emergencies, sealings }, all);
    },
    /** What the stream would bring since the last time: each item as it was and as it is. */
    async deliver(): Promise<readonly RecordChange[]> {
      const now = new Map<string, Record<string, unknown>>(
        (await itemsOf(table)).map((item) => [`${item.pk} ${item.sk}`, item]),
      );
      const changes: TimedChange[] = [...now].flatMap(([key, after]) => {
        const before = seen.get(key);
        return [{ ...(before === undefined ? {} : { before }), after, at: clock() }];
      });
      const records = await recordChangesIn({ emergencies, sealings }, changes);
      await projectHealth(rows, records);
      seen = now;
      return records;
    },
  };
}

let ids = 0;
/** A positive test of now that a laboratory found, unless something else is said. */
export function foundNow(clock: FixedClock, change: Partial<Evidence> = {}): Evidence {
  ids += 1;
  return {
    evidenceId: `evidence_${ids}`,
    revision: 1,
    kind: 'test_result',
    finding: 'positive',
    source: { by: 'feed', feed: 'lab', batch: 'batch_1' },
    observedAt: clock(),
    expiresAt: clock() + 30 * DAY_MS,
    receivedAt: clock(),
    ...change,
  };
}
