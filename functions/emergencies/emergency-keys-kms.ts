import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  type KeyMetadata,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import * as z from 'zod';
import type { EmergencyId } from '../../shared/ids.ts';
import { TIME_LIMITS } from '../platform/time-limits.ts';
import type { EmergencyKeys } from './emergency-keys.ts';

/** KMS waits no shorter before a key is gone for good. Disabled, it opens nothing meanwhile. */
const GONE_AFTER_DAYS = 7;
/** By what policies tell these keys from all others: the tag's value begins with the deployment's. */
const EMERGENCY_TAG = 'xiaoquma-emergency';

/** Which key wraps the data key, and the data key as it is wrapped by it. */
const Handle = z.object({ arn: z.string(), wrapped: z.base64() });
const readHandle = (handle: string) => Handle.parse(JSON.parse(handle));

const isNamed = (error: unknown, ...names: string[]): boolean =>
  error instanceof Error && names.includes(error.name);

export type KmsEmergencyKeysOptions = {
  /** Of the deployment, so that two in one account do not meet: `alias/<this>-<emergency>`. */
  readonly alias: string;
  readonly endpoint?: string;
  readonly region?: string;
};

/**
 * A KMS key for each emergency alone, which never leaves KMS and wraps its data key. The end of the
 * one is the end of the other: disabled at once, and destroyed after seven days.
 */
export function createKmsEmergencyKeys({
  alias,
  ...connection
}: KmsEmergencyKeysOptions): EmergencyKeys {
  const client = new KMSClient({ ...connection, requestHandler: TIME_LIMITS });
  const aliasOf = (emergency: EmergencyId) => `alias/${alias}-${emergency}`;
  const contextOf = (emergency: EmergencyId) => ({ emergency });

  async function describe(KeyId: string): Promise<KeyMetadata | undefined> {
    try {
      return (await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
    } catch (error) {
      if (isNamed(error, 'NotFoundException')) return undefined;
      throw error;
    }
  }

  async function discard(KeyId: string): Promise<number> {
    try {
      await client.send(new DisableKeyCommand({ KeyId }));
    } catch (error) {
      // It waits for its end already.
      if (!isNamed(error, 'KMSInvalidStateException')) throw error;
    }
    const known = (await describe(KeyId))?.DeletionDate;
    if (known !== undefined) return known.getTime();
    const { DeletionDate } = await client.send(
      new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: GONE_AFTER_DAYS }),
    );
    if (DeletionDate === undefined) throw new Error('KMS did not say when a key is gone');
    return DeletionDate.getTime();
  }

  /** The key of this emergency alone; where two make one at once, the one that has the alias. */
  async function keyOf(emergency: EmergencyId): Promise<string> {
    const AliasName = aliasOf(emergency);
    const known = (await describe(AliasName))?.Arn;
    if (known !== undefined) return known;
    const { KeyMetadata } = await client.send(
      new CreateKeyCommand({
        Description: `xiaoquma ${emergency}`,
        Tags: [{ TagKey: EMERGENCY_TAG, TagValue: `${alias}/${emergency}` }],
      }),
    );
    const made = KeyMetadata?.Arn;
    if (made === undefined) throw new Error('KMS named no key');
    try {
      await client.send(new CreateAliasCommand({ AliasName, TargetKeyId: made }));
      return made;
    } catch (error) {
      if (!isNamed(error, 'AlreadyExistsException')) throw error;
      await discard(made);
      const first = (await describe(AliasName))?.Arn;
      if (first === undefined) throw error;
      return first;
    }
  }

  return {
    create: async (emergency) => {
      const arn = await keyOf(emergency);
      const { CiphertextBlob = new Uint8Array() } = await client.send(
        new GenerateDataKeyWithoutPlaintextCommand({
          KeyId: arn,
          KeySpec: 'AES_256',
          EncryptionContext: contextOf(emergency),
        }),
      );
      const wrapped = Buffer.from(CiphertextBlob).toString('base64');
      return JSON.stringify({ arn, wrapped });
    },

    open: async (emergency, handle) => {
      const { arn, wrapped } = readHandle(handle);
      try {
        const { Plaintext } = await client.send(
          new DecryptCommand({
            KeyId: arn,
            CiphertextBlob: Buffer.from(wrapped, 'base64'),
            EncryptionContext: contextOf(emergency),
          }),
        );
        return Plaintext;
      } catch (error) {
        const isOver = ['DisabledException', 'KMSInvalidStateException', 'NotFoundException'];
        if (isNamed(error, ...isOver)) return undefined;
        throw error;
      }
    },

    destroy: async (_emergency, handle, now) => {
      const { arn } = readHandle(handle);
      if ((await describe(arn)) === undefined) return { goneAt: now };
      return { goneAt: await discard(arn) };
    },

    isGone: async (_emergency, handle) => (await describe(readHandle(handle).arn)) === undefined,
  };
}
