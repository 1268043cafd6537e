import * as z from 'zod';
import { PassId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** A compressed P-256 point: 33 bytes, base64url. */
export const CompressedKey = z.base64url().length(44);
export const CompactJws = z.string().max(1024);

export const IssuePassRequest = z.strictObject({
  deviceKey: CompressedKey,
  /** JWS by that key, typ `xq-device-key+jwt`, claims { sub: residentId }: whoever asks holds the key. */
  proof: CompactJws,
});
export const IssuedPass = z.object({
  passId: PassId,
  /** The issuer-signed part and its signature, 113 bytes, base64url: all the phone needs to show a code. */
  pass: z.base64url(),
  /** Unix seconds. */
  notBefore: z.number().int(),
  expires: z.number().int(),
  /** Unix seconds: half-life plus this pass's own jitter. */
  renewAfter: z.number().int(),
});
export type IssuedPass = z.infer<typeof IssuedPass>;

/** Issues, renews past half-life, or returns the standing pass of this resident's device key. */
export const issuePass = endpoint({
  method: 'PUT',
  path: '/api/v1/resident/residents/:residentId/pass',
  body: IssuePassRequest,
  answer: IssuedPass,
});

/** Why somebody stops a pass: a closed list, so that arrears or displeasure cannot become one. */
export const PASS_STATE_REASONS = [
  'lost_device',
  'lost_card',
  'moved_out',
  'wrong_person',
  'own_wish',
  'order_with_document',
] as const;

/**
 * And why the calendar makes one ask: the tenancy under which its holder lives here is over, and
 * nobody has recorded yet whether they stay. Nobody can give this reason.
 */
export const ALL_PASS_REASONS = [...PASS_STATE_REASONS, 'tenancy_over'] as const;

const Grounds = z.strictObject({
  reason: z.enum(PASS_STATE_REASONS),
  /** Demanded with `order_with_document`, refused otherwise. */
  documentNumber: z.string().min(4).max(64).optional(),
});
export const SetPassStateRequest = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('active') }),
  Grounds.extend({
    state: z.literal('suspended'),
    /** Unix milliseconds, in the future and within a year: then the pass is good again by itself. */
    until: z.number().int().optional(),
  }),
  Grounds.extend({ state: z.literal('revoked') }),
]);
export type SetPassStateRequest = z.infer<typeof SetPassStateRequest>;

export const setPassState = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/passes/:passId/state',
  body: SetPassStateRequest,
});
