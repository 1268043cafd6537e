import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Stage } from './stage.ts';

/** Where the keys of emergencies are: each in a KMS key of its own, named by the stage. */
export function nameEmergencyKeys(fn: Lambda, { stage }: Stage): void {
  fn.addEnvironment('EMERGENCY_KEYS', `kms:xiaoquma-${stage}`);
}
