import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { PlannedKey } from './issuer-key-plan.ts';
import type { Stage } from './stage.ts';

/** KMS waits longest before it destroys a key: taken off the list by mistake, it can be had back. */
const DESTROYED_AFTER = Duration.days(30);

/**
 * The issuer's keys: P-256, in KMS, which they never leave. Which there are and when each signs is
 * the stage's plan; a key that is taken off it is scheduled for destruction.
 */
export class IssuerKeys extends Construct {
  readonly #keys: readonly { readonly planned: PlannedKey; readonly key: Key }[];

  constructor(scope: Construct, { stage, issuerKeys }: Stage) {
    super(scope, 'IssuerKeys');
    this.#keys = issuerKeys.keys.map((planned) => ({
      planned,
      key: new Key(this, `i${planned.number}`, {
        description: `xiaoquma ${stage} issuer key i${planned.number}`,
        alias: `xiaoquma-${stage}-issuer-i${planned.number}`,
        keySpec: KeySpec.ECC_NIST_P256,
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy: RemovalPolicy.DESTROY,
        pendingWindow: DESTROYED_AFTER,
      }),
    }));
    acknowledge(this, {
      id: 'AwsSolutions-KMS5',
      reason:
        'KMS rotates symmetric keys alone. These follow one another by the plan, with the overlap that passes on phones need.',
    });
  }

  /** Signing with each key, its public half, and which key is which. */
  giveTo(fn: Lambda): void {
    this.#describeTo(fn);
    for (const { key } of this.#keys) key.grant(fn, 'kms:Sign', 'kms:GetPublicKey');
  }

  /** The public halves alone. */
  givePublicHalvesTo(fn: Lambda): void {
    this.#describeTo(fn);
    for (const { key } of this.#keys) key.grant(fn, 'kms:GetPublicKey');
  }

  /** Whoever may tag keys of another kind tags none of these, and so brings none within its reach. */
  keepFrom(fn: Lambda): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        actions: ['kms:TagResource'],
        resources: this.#keys.map(({ key }) => key.keyArn),
      }),
    );
  }

  #describeTo(fn: Lambda): void {
    const keys = this.#keys.map(({ planned, key }) => ({
      kid: `i${planned.number}`,
      arn: key.keyArn,
      signsFrom: Date.parse(planned.signsFrom),
    }));
    fn.addEnvironment('ISSUER_KMS_KEYS', fn.stack.toJsonString(keys));
  }
}
