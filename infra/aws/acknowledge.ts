import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A rule that does not hold here, and why that is right. */
export type Acknowledged = { readonly id: string; readonly reason: string };

/** For this construct and all within it. */
export function acknowledge(scope: IConstruct, ...rules: readonly Acknowledged[]): void {
  Validations.of(scope).acknowledge(...rules);
}
