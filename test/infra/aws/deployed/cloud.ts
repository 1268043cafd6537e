import type { Gatehouse } from '../../../support/gatehouse.ts';
import type { Deployed } from './deployed.ts';
import type { Stack } from './stack.ts';

/** What is deployed, the street in front of it, and the template that it is from. */
export type Cloud = {
  readonly deployed: Deployed;
  readonly house: Gatehouse;
  readonly stack: Stack;
};

/** A run that an operator or a schedule starts. */
export const invoke = (deployed: Deployed, name: string, event: unknown) =>
  deployed.functions.get(name)?.invoke(event);
