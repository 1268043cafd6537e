import { createHealth, type Health, workOnFeeds } from '../../../functions/health/index.ts';
import { createChangeStore, inCommon } from '../../../functions/health-changes/index.ts';
import { createOutbox } from '../../../functions/notifications/index.ts';
import type { EmergencyId } from '../../../shared/ids.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';

const HOUR_MS = 3_600_000;
let runs = 0;

/** The run of every minute, as far as it works on what sources sent. */
export async function workOnSent(
  house: Gatehouse,
  emergencyId: EmergencyId,
  health: Health = createHealth(house.table, house.sealings),
): Promise<void> {
  const { stores, table, clock, sealings } = house;
  const emergency = await stores.emergencies.find(emergencyId);
  if (emergency === undefined) throw new Error('it was opened');
  const asking = inCommon({
    changes: createChangeStore(table, sealings),
    residents: stores.residents,
    tenancies: stores.tenancies,
    requests: stores.desk.requests,
  });
  const ports = { ...health, told: stores.told, outbox: createOutbox(table), inCommon: asking };
  const run = { id: `run-${++runs}`, clock, endsAt: clock() + HOUR_MS };
  await workOnFeeds(ports, emergency, run);
}
