import { PutCommand } from '@aws-sdk/lib-dynamodb';
import {
  createDestructionStore,
  createHeldItems,
  createSweep,
  type DestroyEndedPorts,
  type StoredEmergency,
} from '../../../functions/emergencies/index.ts';
import { partitionsOf } from '../../../functions/health/index.ts';
import {
  createDeliveryStore,
  createOutbox,
  type ToldNotification,
} from '../../../functions/notifications/index.ts';
import { createGrantStore } from '../../../functions/permissions/index.ts';
import { createJsonLog } from '../../../functions/platform/log.ts';
import type { CompoundId, StreetId } from '../../../shared/ids.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openEmergency } from '../../support/open-emergency.ts';

export const STREET: StreetId = 'str_1';
const COMPOUNDS: CompoundId[] = ['cmp_1', 'cmp_2'];

/** Everything that the end of an emergency takes, on a gatehouse. */
export function endingIn({ table, keyring, stores, emergencyKeys }: Gatehouse) {
  const lines: string[] = [];
  const ports: DestroyEndedPorts = {
    emergencies: stores.emergencies,
    destructions: createDestructionStore(table),
    keys: emergencyKeys,
    holdings: { partitionsOf, listTold: stores.told.listTold },
    held: createHeldItems(table),
    sweep: createSweep(table),
    forget: {
      outbox: createOutbox(table),
      deliveries: createDeliveryStore(table),
      grants: createGrantStore(table),
      lineages: stores.lineages,
    },
    effects: stores.effects,
    issuer: keyring,
    log: createJsonLog((line) => lines.push(line)),
  };
  return { ports, lines };
}

export type Ended = Awaited<ReturnType<typeof emergencyIn>>;

/** An emergency that acts in two compounds, and everything that ends it. */
export async function emergencyIn(
  house: Gatehouse,
  told: readonly ToldNotification[] = [],
  compounds = COMPOUNDS,
  open = () => openEmergency(house, { compounds }),
) {
  const { table, stores, clock, sealings, emergencyKeys } = house;
  const { ports, lines } = endingIn(house);
  const here = await open();
  for (const note of told) await stores.told.note(here, note);
  const { emergencyId, since } = here;

  const found = async (): Promise<StoredEmergency> => {
    const emergency = await stores.emergencies.find(emergencyId);
    if (emergency === undefined) throw new Error('it was declared');
    return emergency;
  };
  const everyPartition = () =>
    [...compounds, STREET].flatMap((place) =>
      partitionsOf({ emergencyId, since, until: clock() }, place),
    );
  /** Something sealed in every partition that it may have. @returns how many items */
  async function knowSomething(each = 1): Promise<number> {
    const sealing = await sealings.of(here);
    if (sealing === undefined) throw new Error('the key stands');
    const all = everyPartition();
    for (const pk of all) {
      for (let n = 0; n < each; n++) {
        const key = { pk, sk: sealing.name('resident', `${pk} ${n}`) };
        const Item = { ...key, sealed: sealing.seal(key, { value: 'red' }) };
        await table.documents.send(new PutCommand({ TableName: table.name, Item }));
      }
    }
    return all.length * each + told.length;
  }
  async function end(ended: StoredEmergency['ended'] = { by: 'clock', at: clock() }) {
    const before = await found();
    const after = { ...before, state: 'ended' as const, ended, version: before.version + 1 };
    const outcome = await stores.emergencies.change(before, after);
    if (outcome !== 'changed') throw new Error('it was not ended');
    return after;
  }

  return {
    emergencyId,
    here,
    ports,
    lines,
    found,
    everyPartition,
    knowSomething,
    end,
    emergencyKeys,
  };
}
