import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type AwsPeer, startAwsPeer } from './aws-peer.ts';

type KmsKey = {
  readonly arn: string;
  readonly tags: unknown;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion' | 'gone';
  goneAt?: number;
};
export type KmsAtHand = Pick<AwsPeer, 'stop' | 'endpoint' | 'calls'> & {
  readonly keys: readonly KmsKey[];
  /** What waits for its end until then is gone. */
  passTo(now: number): void;
};

const Asked = z.looseObject({
  KeyId: z.string().optional(),
  AliasName: z.string().optional(),
  TargetKeyId: z.string().optional(),
  Tags: z.unknown().optional(),
  CiphertextBlob: z.string().optional(),
  EncryptionContext: z.unknown().optional(),
  PendingWindowInDays: z.number().optional(),
});

const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

class Refused extends Error {}

/** As much of KMS as the keys of emergencies ask of it; its clock is in the test's hand. */
export async function startKms(now: number): Promise<KmsAtHand> {
  const keys: KmsKey[] = [];
  const aliases = new Map<string, string>();
  const find = (name = ''): KmsKey => {
    const key = keys.find(({ arn }) => arn === (aliases.get(name) ?? name));
    if (key === undefined || key.state === 'gone') throw new Refused('NotFoundException');
    return key;
  };
  const usable = (name?: string): KmsKey => {
    const key = find(name);
    if (key.state === 'Disabled') throw new Refused('DisabledException');
    if (key.state !== 'Enabled') throw new Refused('KMSInvalidStateException');
    return key;
  };
  const sealOf = (arn: string, context: unknown): string =>
    createHash('sha256')
      .update(JSON.stringify([arn, context]))
      .digest('base64');
  const metadataOf = ({ arn, state, goneAt }: KmsKey) => ({
    KeyId: arn,
    Arn: arn,
    KeyState: state,
    ...(goneAt === undefined ? {} : { DeletionDate: goneAt / 1_000 }),
  });

  const ANSWERS: Record<string, (asked: z.infer<typeof Asked>) => unknown> = {
    CreateKey: ({ Tags }) => {
      const key: KmsKey = { arn: `arn:kms:${keys.length}`, tags: Tags, state: 'Enabled' };
      keys.push(key);
      return { KeyMetadata: metadataOf(key) };
    },
    CreateAlias: ({ AliasName = '', TargetKeyId = '' }) => {
      if (aliases.has(AliasName)) throw new Refused('AlreadyExistsException');
      aliases.set(AliasName, TargetKeyId);
      return {};
    },
    DescribeKey: ({ KeyId }) => ({ KeyMetadata: metadataOf(find(KeyId)) }),
    GenerateDataKeyWithoutPlaintext: ({ KeyId, EncryptionContext }) => {
      const { arn } = usable(KeyId);
      const key = randomBytes(32).toString('base64');
      const wrapped = JSON.stringify([key, sealOf(arn, EncryptionContext)]);
      const hidden = turned(Buffer.from(wrapped));
      return { KeyId: arn, CiphertextBlob: hidden.toString('base64') };
    },
    Decrypt: ({ KeyId, CiphertextBlob = '', EncryptionContext }) => {
      const { arn } = usable(KeyId);
      const shown = turned(Buffer.from(CiphertextBlob, 'base64'));
      const [key, seal] = z.tuple([z.string(), z.string()]).parse(JSON.parse(shown.toString()));
      if (seal !== sealOf(arn, EncryptionContext)) throw new Refused('InvalidCiphertextException');
      return { KeyId: arn, Plaintext: key };
    },
    DisableKey: ({ KeyId }) => {
      const key = find(KeyId);
      if (key.state === 'PendingDeletion') throw new Refused('KMSInvalidStateException');
      key.state = 'Disabled';
      return {};
    },
    ScheduleKeyDeletion: ({ KeyId, PendingWindowInDays = 30 }) => {
      const key = find(KeyId);
      key.state = 'PendingDeletion';
      key.goneAt = now + PendingWindowInDays * 86_400_000;
      return { KeyId, DeletionDate: key.goneAt / 1_000 };
    },
  };

  const peer = await startAwsPeer(({ action, body }) => {
    const answer = ANSWERS[action.replace('TrentService.', '')];
    try {
      if (answer === undefined) throw new Refused('UnsupportedOperationException');
      return { body: JSON.stringify(answer(Asked.parse(JSON.parse(body)))) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: 400, body: JSON.stringify({ __type: error.message }) };
    }
  });
  return {
    ...peer,
    keys,
    passTo: (then) => {
      for (const key of keys)
        if (key.goneAt !== undefined && key.goneAt <= then) key.state = 'gone';
    },
  };
}
