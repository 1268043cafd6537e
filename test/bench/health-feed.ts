import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createSealings, type EmergencyStore } from '../../functions/emergencies/index.ts';
import { createHealth, createToldNotes, workOnFeeds } from '../../functions/health/index.ts';
import { takeFeed } from '../../functions/health/take-feed.ts';
import { createOutbox } from '../../functions/notifications/index.ts';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import type { ResidentId } from '../../shared/ids.ts';
import { emergencyHere, keysInMemory } from '../functions/health/health-office.ts';
import { laboratory, resultOf } from '../functions/health/laboratory.ts';
import { startEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { declaredEmergency } from '../support/open-emergency.ts';
import type { Figure, Subject } from './figure.ts';

const PEOPLE = 10_369;
const NAME = 'feed.10369.seconds';

async function measure(): Promise<Figure[]> {
  const engine = await startEngine();
  // Each write to the embedded engine's stream takes longer than the one before; nobody reads it.
  await engine.table.documents.send(
    new UpdateTableCommand({
      TableName: engine.table.name,
      StreamSpecification: { StreamEnabled: false },
    }),
  );
  try {
    const clock = fixedClock();
    const now = clock();
    const lab = await laboratory();
    const here = emergencyHere(clock, { feeds: [lab.pinned] });
    const open = {
      ...declaredEmergency(now),
      ...here,
      compounds: [here.compoundId],
      state: 'open' as const,
    };
    const emergencies: Pick<EmergencyStore, 'find' | 'findHere'> = {
      find: async () => open,
      findHere: async () => here,
    };
    const stores = createHealth(engine.table, createSealings(keysInMemory(), clock));
    const health = { ...stores, emergencies: { ...stores.emergencies, ...emergencies } };
    const codes = new Map<number, string>();
    await inParallel(
      Array.from({ length: PEOPLE }, (_, n) => n),
      async (n) => {
        const residentId: ResidentId = `res_1_${String(n).padStart(16, '0')}`;
        const code = await health.registrations.register(here, {
          residentId,
          buildingId: 'bld_1_3',
          at: now,
        });
        codes.set(n, code);
      },
    );
    const results = [...codes].map(([n, code]) =>
      resultOf(code, now, { evidenceId: `HZ-${n}`, finding: 'negative' }),
    );
    const jws = await lab.sign({ iss: lab.name, batch: 'b-1', revision: 1, results });
    const rates = { take: async () => 'taken' as const, giveBack: async () => undefined };

    const began = performance.now();
    await takeFeed(
      { ...health, rates },
      { emergencyId: here.emergencyId, jws, address: 'of the laboratory', now },
    );
    const taken = performance.now();
    const told = createToldNotes(engine.table);
    const outbox = createOutbox(engine.table);
    // None of them is severe: what they have in common is not asked.
    const asking = { ...health, told, outbox, inCommon: async () => new Map() };
    await workOnFeeds(asking, open, { id: 'run', clock, endsAt: now + 1 });
    const ended = performance.now();
    const batch = await health.feeds.find(here, { iss: lab.name, batch: 'b-1' });
    const applied = batch?.parts[0]?.applied;
    if (applied !== PEOPLE) throw new Error(`${applied} became evidence`);
    const seconds = (ms: number) => ms / 1_000;
    return [
      {
        name: NAME,
        value: seconds(ended - began),
        unit: 's',
        target: { atMost: 60 },
        note: `answered after ${seconds(taken - began).toFixed(2)} s, ${(jws.length / 1e6).toFixed(1)} MB`,
      },
    ];
  } finally {
    await engine.stop();
  }
}

/** A laboratory's batch, from its arrival to the last status that follows from it. */
export const healthFeed: Subject = { names: [NAME], measure };
