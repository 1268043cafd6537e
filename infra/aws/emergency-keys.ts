import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stage.ts';

/** As functions/emergencies/emergency-keys-kms.ts tags each key that it makes. */
const TAG = 'xiaoquma-emergency';

/**
 * What a function may do with the keys of emergencies: make one as an emergency is confirmed, open
 * one to read and write what is sealed, destroy one at the end.
 */
export type EmergencyKeyRight = 'make' | 'open' | 'destroy';

const ON_TAGGED: Readonly<Record<EmergencyKeyRight, readonly string[]>> = {
  // What two make at once, one of them takes back.
  make: [
    'kms:DescribeKey',
    'kms:CreateAlias',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:DisableKey',
    'kms:ScheduleKeyDeletion',
  ],
  open: ['kms:Decrypt'],
  destroy: ['kms:DescribeKey', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
};

/**
 * Says where the keys of emergencies are, each a KMS key of its own that is tagged with it, and
 * gives rights over keys of this stage with that tag and over no others.
 */
export function giveEmergencyKeys(
  fn: Lambda,
  { stage }: Stage,
  rights: readonly EmergencyKeyRight[],
): void {
  const alias = `xiaoquma-${stage}`;
  fn.addEnvironment('EMERGENCY_KEYS', `kms:${alias}`);
  const stack = Stack.of(fn);
  const ownTag = `${alias}/*`;
  const keys = stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' });
  const allow = (actions: readonly string[], resource: string, tag?: 'Request' | 'Resource') =>
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [resource],
        ...(tag === undefined
          ? {}
          : { conditions: { StringLike: { [`aws:${tag}Tag/${TAG}`]: ownTag } } }),
      }),
    );
  allow([...new Set(rights.flatMap((right) => ON_TAGGED[right]))], keys, 'Resource');
  const acknowledged = [`Resource::${shown(stack, 'key/*')}`];
  if (rights.includes('make')) {
    const aliases = stack.formatArn({
      service: 'kms',
      resource: 'alias',
      resourceName: `${alias}-emg_*`,
    });
    allow(['kms:CreateAlias'], aliases);
    allow(['kms:CreateKey', 'kms:TagResource'], '*', 'Request');
    acknowledged.push('Resource::*', `Resource::${shown(stack, `alias/${alias}-emg_*`)}`);
  }
  acknowledge(
    fn.role ?? fn,
    ...acknowledged.map((what) => ({
      id: `AwsSolutions-IAM5[${what}]`,
      reason:
        'Keys are made as emergencies are confirmed and have no name before: they are told by their tag, and their aliases by how they begin.',
    })),
  );
}

/** As the rule shows an ARN of this stack. */
const shown = ({ region, account }: Stack, what: string): string =>
  `arn:<AWS::Partition>:kms:${region}:${account}:${what}`;
