import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stage.ts';

/** 43 letters and digits are base64url for 32 bytes, with all but nothing of their chance lost. */
const SERVER_SECRET_LENGTH = 43;
const EDGE_SECRET_LENGTH = 32;

const NOT_ROTATED = {
  id: 'AwsSolutions-SMG4',
  reason:
    'Phone numbers are stored under a key derived from the server secret, so a new one would lose every resident; the edge secret changes with a deployment, since the edge and the functions have to change together.',
};

/** Two secrets that nobody has ever seen: made by the cloud, read by functions as they start. */
export class Secrets extends Construct {
  readonly #server: Secret;
  readonly #edge: Secret;

  constructor(scope: Construct, { stage }: Stage) {
    super(scope, 'Secrets');
    const make = (id: string, description: string, passwordLength: number): Secret =>
      new Secret(this, id, {
        description: `${description} (${stage})`,
        generateSecretString: { passwordLength, excludePunctuation: true },
        removalPolicy: RemovalPolicy.RETAIN,
      });
    this.#server = make('Server', 'every other secret is derived from it', SERVER_SECRET_LENGTH);
    this.#edge = make('Edge', 'what the edge sends along', EDGE_SECRET_LENGTH);
    acknowledge(this, NOT_ROTATED);
  }

  giveServerSecretTo(fn: Lambda): void {
    giveSecret(fn, 'SERVER_SECRET_ARN', this.#server);
  }

  giveEdgeSecretTo(fn: Lambda): void {
    giveSecret(fn, 'EDGE_SECRET_ARN', this.#edge);
  }

  /** For the edge's configuration, resolved as it is deployed; in no template. */
  get edgeSecretReference(): string {
    return this.#edge.secretValue.unsafeUnwrap();
  }
}

/** Reading one secret, and where it is. */
export function giveSecret(
  fn: Lambda,
  variable: string,
  { secretArn }: Pick<Secret, 'secretArn'>,
): void {
  fn.addEnvironment(variable, secretArn);
  const actions = ['secretsmanager:GetSecretValue'];
  Grant.addToPrincipal({ grantee: fn, actions, resourceArns: [secretArn] });
}
