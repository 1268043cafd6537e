import * as z from 'zod';
import { PassId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

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
