import * as z from 'zod';
import type { PlaceId } from '../../shared/ids.ts';
import type { Action } from '../../shared/permissions.ts';
import { PURPOSES, type Purpose } from '../../shared/purposes.ts';
import { type Office, ROLE_RULES } from '../../shared/roles.ts';
import { type Actor, grantFor } from './actor.ts';

/**
 * Who did what, for whom, for what and when: written inside the changed item by the same write,
 * as its `audit`, beside its `version` that counts from 1. Sealed from the stream.
 */
export const AuditFacts = z.object({
  action: z.string(),
  /** The pseudonym of who acted: `stf_…`, `acc_…`, `dev_…`, or `operator` and `system`. */
  by: z.string(),
  office: z.string(),
  purpose: z.enum(PURPOSES),
  /** Unix milliseconds. */
  at: z.number().int(),
  /** Where it was done, the widest place that was asked about: names the chain that it is sealed in. */
  place: z.string().optional(),
});
export type AuditFacts = {
  readonly action: string;
  readonly by: string;
  readonly office: Office | 'resident' | 'gate_device' | 'operator' | 'system' | 'anyone';
  readonly purpose: Purpose;
  readonly at: number;
  readonly place?: PlaceId;
};

/** The facts of what this actor does at a place now. */
export function factsOf(
  actor: Actor,
  what: {
    readonly action: Action;
    readonly place: PlaceId | readonly PlaceId[];
    readonly purpose: Purpose;
    readonly now: number;
  },
): AuditFacts {
  const { action, purpose, now: at } = what;
  const [widest] = typeof what.place === 'string' ? [what.place] : what.place;
  const done = { action, purpose, at, ...(widest === undefined ? {} : { place: widest }) };
  switch (actor.kind) {
    case 'anyone':
      return { ...done, by: 'anyone', office: 'anyone' };
    case 'resident':
      return { ...done, by: actor.accountId, office: 'resident' };
    case 'gate_device':
      return { ...done, by: actor.deviceId, office: 'gate_device' };
    case 'staff': {
      const grant = grantFor(actor, action, what.place, at);
      const office =
        grant === undefined ? 'anyone' : (grant.office ?? ROLE_RULES[grant.role].office);
      return { ...done, by: actor.staffId, office };
    }
  }
}

/** Of what is written by no request: an order of the operator, a run by the clock. */
export const operatorFacts = (action: string, purpose: Purpose, at: number): AuditFacts => ({
  action,
  by: 'operator',
  office: 'operator',
  purpose,
  at,
});
export const systemFacts = (action: string, at: number): AuditFacts => ({
  action,
  by: 'system',
  office: 'system',
  purpose: 'schedule',
  at,
});
