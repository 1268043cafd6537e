import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { RegistrationCode } from '../../shared/emergency/registration-code.ts';
import type { CompoundId, EmergencyId } from '../../shared/ids.ts';
import type { Sealing, Sealings } from '../emergencies/index.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { type Key, partOf } from './health-keys.ts';
import { compoundOfCode, registrationCodeOf } from './registration-code.ts';
import { Registration, type RegistrationStore } from './registration-store.ts';

const Sealed = z.object({ pk: z.string(), sk: z.string(), sealed: z.instanceof(Uint8Array) });

const keyOf = (
  sealing: Sealing,
  emergency: EmergencyId,
  { compound, code }: { readonly compound: CompoundId; readonly code: RegistrationCode },
): Key => ({ pk: partOf(compound, emergency, 'codes'), sk: sealing.name('code', code) });

export function createRegistrationStore(
  table: Table,
  sealings: Pick<Sealings, 'of'>,
): RegistrationStore {
  const TableName = table.name;
  const unsealed = (sealing: Sealing, item: unknown): Registration => {
    const { sealed, ...key } = Sealed.parse(item);
    return Registration.parse(sealing.unseal(key, sealed));
  };

  return {
    register: async (here, somebody) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) throw new Error('the key of an emergency is gone');
      const code = registrationCodeOf(sealing, somebody.residentId);
      const key = keyOf(sealing, here.emergencyId, { compound: here.compoundId, code });
      const sealed = sealing.seal(key, Registration.parse(somebody));
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: { ...key, sealed },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
      return code;
    },

    find: async (here, resident) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) return undefined;
      const code = registrationCodeOf(sealing, resident);
      const Key = keyOf(sealing, here.emergencyId, { compound: here.compoundId, code });
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : { code, at: unsealed(sealing, Item).at };
    },

    resolve: async (emergency, compounds, codes) => {
      const sealing = await sealings.of(emergency);
      if (sealing === undefined) return new Map();
      const byKey = new Map<string, RegistrationCode>();
      const keys: Key[] = [];
      for (const code of new Set(codes)) {
        const compound = compoundOfCode(sealing, code);
        if (!compounds.includes(compound)) continue;
        const key = keyOf(sealing, emergency.emergencyId, { compound, code });
        byKey.set(key.sk, code);
        keys.push(key);
      }
      const found = (await getAll(table, keys, { certainly: true })).flatMap((item) => {
        const code = byKey.get(String(item.sk));
        return code === undefined ? [] : [[code, unsealed(sealing, item)] as const];
      });
      return new Map(found);
    },
  };
}
