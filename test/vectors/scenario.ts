import { GATE_SECRET, hex, issuer, LIST, NOW_MS, RULES } from './street.ts';
import type { Vector } from './vector.ts';

type Expected = Vector['expect'];
export const deny = (reason: Expected['reason']): Expected => ({ outcome: 'deny', reason });
export const ask = (reason: Expected['reason']): Expected => ({ outcome: 'ask', reason });
export const allow = (reason: Expected['reason'] = 'ok'): Expected => ({
  outcome: 'allow',
  reason,
});

type Circumstances = Partial<Omit<Vector, 'name' | 'text' | 'expect'>>;

/** A scan at the east gate on an ordinary morning, changed where the vector says so. */
export function scenario(
  name: string,
  text: string,
  expect: Expected,
  changes: Circumstances = {},
): Vector {
  return {
    name,
    earlier: [],
    text,
    issuerKeys: { i1: hex(issuer.publicKey) },
    gate: RULES,
    gateSecret: hex(GATE_SECRET),
    time: { nowMs: NOW_MS, grade: 'synced' },
    list: LIST,
    direction: 'in',
    uses: null,
    ...changes,
    expect,
  };
}
