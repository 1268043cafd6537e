import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { compactVerify, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { destroyEmergency } from '../../../functions/emergencies/destroy-emergency.ts';
import { destroyEnded } from '../../../functions/emergencies/destroy-ended.ts';
import { NOTHING_SWEPT } from '../../../functions/emergencies/destruction.ts';
import { createOutbox, notify } from '../../../functions/notifications/index.ts';
import { putAll } from '../../../functions/platform/batch-dynamo.ts';
import {
  DESTRUCTION_STEP_NAMES,
  KEY_FORGOTTEN_MS,
} from '../../../shared/emergency/destruction-steps.ts';
import { IssuerKeySet } from '../../../shared/messages/keys.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { type Ended, emergencyIn, STREET } from './ended-emergency.ts';

let open: Awaited<ReturnType<typeof openOwnGatehouse>>;
let ended: Ended;
let emergencyId: Ended['emergencyId'];
const told = {
  compoundId: 'cmp_1',
  key: 'a change of somebody',
  to: { account: accountOfPhone(PHONES.father) },
} as const;

beforeEach(async () => {
  open = await openOwnGatehouse();
  ended = await emergencyIn(open.house, [told]);
  emergencyId = ended.emergencyId;
});
afterEach(() => open.engine.stop());

const HOUR_MS = 3_600_000;
const items = () => itemsOf(open.engine.table);
/** What names the emergency, by keys and contents. */
const naming = async () =>
  (await items())
    .filter((item) => JSON.stringify(item).includes(emergencyId))
    .map(({ pk, sk }) => `${pk} ${sk}`);
/** As the clock runs it: every minute until nothing is left for it to do. */
async function runUntilSigned(ports = ended.ports): Promise<void> {
  for (let minutes = 0; minutes < 10; minutes++) {
    await destroyEnded(ports, await ended.found(), open.clock());
    open.clock.advance(60_000);
  }
}
const destruction = async () => {
  const found = await ended.ports.destructions.find(emergencyId);
  if (found === undefined) throw new Error('it began');
  return found;
};

describe('the end of an emergency', () => {
  it('leaves nothing but itself and a certificate that counts what there was', async () => {
    const { house, clock } = open;
    const known = await ended.knowSomething(3);
    await notify(
      { outbox: createOutbox(house.table) },
      {
        ...told,
        template: 'removal_taken_back',
        parameters: { compound: '锦苑小区' },
        urgency: 'urgent',
        at: clock(),
      },
    );
    await house.deliverNotifications();
    await ended.end();
    expect((await naming()).length).toBeGreaterThan(known);
    await runUntilSigned();

    expect((await naming()).sort()).toEqual([
      `${STREET} certificate#${emergencyId}`,
      `${STREET} emergency#${emergencyId}`,
      `${STREET}#gone known#${emergencyId}`,
    ]);
    expect((await items()).filter(({ template }) => template === 'removal_taken_back')).toEqual([]);
    const { certificate, done } = await destruction();
    expect(certificate).toMatchObject({
      emergencyId: emergencyId,
      endedBy: 'clock',
      compounds: 2,
      takenBack: 1,
      swept: { left: 0, sweeps: 1 },
    });
    const counted = Object.values(certificate?.counted ?? {});
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(known);
    expect(certificate?.counted.record).toBe(2 * 16 * 3);
    const times = DESTRUCTION_STEP_NAMES.map((step) => done[step] ?? Number.POSITIVE_INFINITY);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect((await ended.found()).state).toBe('destroyed');
  });

  it('destroys the key first, and deletes when no process can remember it', async () => {
    await ended.knowSomething();
    const emergency = await ended.end();
    await destroyEmergency(ended.ports, emergency, open.clock());
    expect(Object.keys((await destruction()).done).sort()).toEqual(['count', 'key']);
    expect(await ended.emergencyKeys.open(emergencyId, ended.here.keyHandle)).toBeUndefined();
    open.clock.advance(KEY_FORGOTTEN_MS - 1);
    await destroyEmergency(ended.ports, emergency, open.clock());
    expect(Object.keys((await destruction()).done).sort()).toEqual(['count', 'key']);
    open.clock.advance(1);
    await destroyEmergency(ended.ports, emergency, open.clock());
    expect(Object.keys((await destruction()).done)).toContain('certify');
  });

  it.each(['before', 'after'] as const)(
    'goes on where it was broken off, just %s any step was written down',
    async (when) => {
      const known = await ended.knowSomething(2);
      await ended.end();
      let crashes = 0;
      for (let writes = 0; writes < 20; writes++) {
        let left = 1;
        const { destructions } = ended.ports;
        const ports = {
          ...ended.ports,
          destructions: {
            ...destructions,
            change: async (...change: Parameters<typeof destructions.change>) => {
              left -= 1;
              if (left < 0 && when === 'before') throw new Error('crash');
              const outcome = await destructions.change(...change);
              if (left < 0) throw new Error('crash');
              return outcome;
            },
          },
        };
        await destroyEnded(ports, await ended.found(), open.clock()).catch(() => {
          crashes += 1;
        });
        open.clock.advance(120_000);
      }
      expect(crashes).toBeGreaterThan(2);
      const { certificate, sweeps } = await destruction();
      expect(sweeps).toBe(1);
      const counted = Object.values(certificate?.counted ?? {});
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(known);
      expect(await naming()).toHaveLength(3);
    },
  );

  it('is run by two at once, and done once', async () => {
    await ended.knowSomething();
    const emergency = await ended.end();
    for (let minutes = 0; minutes < 5; minutes++) {
      const now = open.clock();
      await Promise.all(
        [1, 2, 3].map(() => destroyEmergency(ended.ports, emergency, now).catch(() => undefined)),
      );
      open.clock.advance(60_000);
    }
    expect((await destruction()).certificate).toBeDefined();
    expect(await naming()).toHaveLength(3);
  });
});

describe('the sweep', () => {
  it('finds by itself exactly what the deletion was given to delete', async () => {
    await ended.knowSomething();
    const { found, sweeping } = await ended.ports.sweep.goOn(emergencyId, NOTHING_SWEPT, 100_000);
    expect(sweeping.left).toBe(ended.everyPartition().length + 1 + 2);
    const here = (await items()).filter(({ sk }) => sk === 'emergency#real');
    expect(here).toHaveLength(2);
    expect(found.length).toBeGreaterThan(0);
  });

  it('has no certificate signed while anything is left anywhere, and says what', async () => {
    const { table } = open.house;
    await ended.knowSomething();
    await ended.end();
    const Key = { pk: 'cmp_1#somewhere-else', sk: 'copy' };
    await table.documents.send(
      new PutCommand({ TableName: table.name, Item: { ...Key, of: [`x ${emergencyId} y`] } }),
    );
    await runUntilSigned();
    expect((await destruction()).certificate).toBeUndefined();
    expect((await ended.found()).state).toBe('ended');
    expect(ended.lines.join()).toContain('cmp_1#somewhere-else copy');

    await table.documents.send(new DeleteCommand({ TableName: table.name, Key }));
    open.clock.advance(HOUR_MS);
    await runUntilSigned();
    expect((await destruction()).certificate?.swept).toMatchObject({ left: 0, sweeps: 2 });
  });

  it('goes through a large table over many runs', async () => {
    const { table } = open.house;
    const whole = await ended.ports.sweep.goOn(emergencyId, NOTHING_SWEPT, 100_000);
    await putAll(
      table,
      Array.from({ length: 1_500 }, (_, n) => ({
        pk: `cmp_9#n${n}`,
        sk: 'x',
        text: 'y'.repeat(2_000),
      })),
    );
    let runs = 0;
    let at = { sweeping: NOTHING_SWEPT, isWhole: false };
    for (; !at.isWhole; runs++) at = await ended.ports.sweep.goOn(emergencyId, at.sweeping, 1);
    expect(runs).toBeGreaterThan(2);
    expect(at.sweeping.items).toBe(whole.sweeping.items + 1_500);
    expect(at.sweeping.left).toBe(whole.sweeping.left);
  });
});

describe('a copy of the table from before the end', () => {
  it('put back after it, has nothing in it that anybody can read', async () => {
    const { table } = open.house;
    await ended.knowSomething();
    const copy = await items();
    await ended.end();
    await runUntilSigned();
    await putAll(table, copy);
    const sealed = (await items()).filter((item) => item.sealed !== undefined);
    expect(sealed.length).toBe(ended.everyPartition().length);
    expect(await ended.emergencyKeys.open(emergencyId, ended.here.keyHandle)).toBeUndefined();
    open.clock.advance(KEY_FORGOTTEN_MS);
    const sealing = await open.house.sealings.of(ended.here);
    expect(sealing).toBeUndefined();
    expect(JSON.stringify(sealed)).not.toMatch(/red|res_/);
  });
});

describe('a certificate', () => {
  it('is signed by a key of the key set, over what it says', async () => {
    await ended.end();
    await runUntilSigned();
    const { certificate } = await destruction();
    const { signature = '', ...said } = certificate ?? {};
    const { body } = await open.house.call('keys', 'GET', '/.well-known/jwks.json');
    const [jwk] = IssuerKeySet.parse(body).keys;
    if (jwk === undefined) throw new Error('there is a key');
    const { payload, protectedHeader } = await compactVerify(signature, await importJWK(jwk));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(said);
    expect(protectedHeader).toMatchObject({
      kid: jwk.kid,
      typ: 'xq-destruction+jwt',
      jwk: { x: jwk.x, y: jwk.y },
    });
  });

  it('has a second line once the key is gone for good, and not before', async () => {
    await ended.end();
    let isGone = false;
    const ports = { ...ended.ports, keys: { ...ended.emergencyKeys, isGone: async () => isGone } };
    await runUntilSigned(ports);
    expect((await destruction()).keyGone).toBeUndefined();
    isGone = true;
    await destroyEnded(ports, await ended.found(), open.clock());
    const { keyGone, version } = await destruction();
    expect(keyGone?.keyGoneAt).toBe(open.clock());
    await destroyEnded(ports, await ended.found(), open.clock() + 1);
    expect((await destruction()).version).toBe(version);
  });
});
