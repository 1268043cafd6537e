import type { PassPart } from '../../shared/code/pass-part.ts';
import type { PassClass } from '../../shared/gate/outcomes.ts';
import { allow, ask, deny, scenario } from './scenario.ts';
import {
  INDEX,
  liveCode,
  NOW_MS,
  NOW_SECONDS,
  NOW_SLOT,
  passOf,
  RULES,
  slotProof,
} from './street.ts';
import type { Vector } from './vector.ts';

const HOUR_MS = 3_600_000;
const ON_TRIAL = { gate: { ...RULES, trialUntil: NOW_MS + HOUR_MS } };
const OVER = { gate: { ...RULES, trialUntil: NOW_MS } };

/** What a gate on trial asks about, and what it refuses all the same. */
export function trialVectors(): Vector[] {
  const at = (
    name: string,
    code: { readonly of?: PassClass; readonly part?: Partial<PassPart>; readonly slot?: number },
    expect: Vector['expect'],
    changes: Partial<Vector> = {},
  ) => {
    const { of = 'resident', part = {}, slot = NOW_SLOT } = code;
    const text = liveCode(passOf(of, part), slotProof(slot));
    return scenario(`on trial: ${name}`, text, expect, { ...ON_TRIAL, ...changes });
  };
  const used = { uses: { limit: 1, used: 1 } };
  const good = liveCode(passOf('resident'), slotProof(NOW_SLOT));
  return [
    at('a good code', {}, allow()),
    at('a screenshot', { slot: NOW_SLOT - 9 }, ask('stale_code')),
    at('a withdrawn pass', { part: { index: INDEX.revoked } }, ask('revoked')),
    at('the same code again', {}, ask('replayed'), {
      earlier: [{ text: good, nowMs: NOW_MS - 1_000, expect: allow() }],
    }),
    at('a one-time pass, used', { of: 'visitor' }, ask('already_used'), used),
    at(
      'a caller’s pass of yesterday',
      { of: 'staff', part: { expires: NOW_SECONDS - 60 } },
      ask('expired'),
    ),
    at(
      'a suspended pass, which asks anyway',
      { part: { index: INDEX.suspended } },
      ask('suspended'),
    ),
    at('another compound’s code', { part: { compound: 4 } }, deny('wrong_compound')),
    at(
      'another compound’s screenshot',
      { part: { compound: 4 }, slot: NOW_SLOT - 9 },
      deny('stale_code'),
    ),
    at('a training code', { part: { specimen: true } }, deny('specimen')),
    at('the moment it is over', { slot: NOW_SLOT - 9 }, deny('stale_code'), OVER),
  ];
}
