import * as z from 'zod';
import { PassId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** A compressed P-256 point: 33 bytes, base64url. */
export const CompressedKey = z.base64url().length(44);
const CompactJws = z.string().max(1024);

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

/** One device that holds a pass of a resident, as the resident may know it. */
export const DeviceKey = z.object({
  passId: PassId,
  state: z.enum(['active', 'suspended']),
  /** Unix milliseconds; absent where it is not known any more. */
  addedAt: z.number().int().optional(),
  renewedAt: z.number().int(),
  /** Unix seconds. */
  expires: z.number().int(),
});
export const DeviceKeys = z.object({ devices: z.array(DeviceKey) });
export type DeviceKeys = z.infer<typeof DeviceKeys>;

/** The devices that hold a pass of this resident, the newest first; removed ones are not among them. */
export const listDeviceKeys = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/passes',
  answer: DeviceKeys,
});

/** Why residents give up a pass of their own: the device is lost, or no longer wanted. */
export const REMOVAL_REASONS = ['lost_device', 'own_wish'] as const;
export const RemoveDeviceKeyRequest = z.strictObject({ reason: z.enum(REMOVAL_REASONS) });
export type RemoveDeviceKeyRequest = z.infer<typeof RemoveDeviceKeyRequest>;

/** Withdraws the pass that one device of this resident holds; twice is once. */
export const removeDeviceKey = endpoint({
  method: 'DELETE',
  path: '/api/v1/resident/residents/:residentId/passes/:passId',
  body: RemoveDeviceKeyRequest,
});

/** Why a pass stops: a closed list, so that arrears or displeasure cannot become one. */
export const PASS_STATE_REASONS = [
  'lost_device',
  'lost_card',
  'moved_out',
  'wrong_person',
  'own_wish',
  'order_with_document',
] as const;

export const SetPassStateRequest = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('active') }),
  z.strictObject({
    state: z.enum(['suspended', 'revoked']),
    reason: z.enum(PASS_STATE_REASONS),
    /** Demanded with `order_with_document`, refused otherwise. */
    documentNumber: z.string().min(4).max(64).optional(),
  }),
]);
export type SetPassStateRequest = z.infer<typeof SetPassStateRequest>;

export const setPassState = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/passes/:passId/state',
  body: SetPassStateRequest,
});
