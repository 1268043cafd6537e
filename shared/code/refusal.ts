import type { Reason } from '../gate/outcomes.ts';

/** Why a code is no code, as a value: only faults throw. */
export type Refusal = { readonly refused: Reason };

export function refusal(reason: Reason): Refusal {
  return { refused: reason };
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}
