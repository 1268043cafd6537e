import * as z from 'zod';
import { GateDeviceId, GateId, StaffId } from '../../shared/ids.ts';
import { CompressedKey } from '../../shared/messages/passes.ts';

/** A phone or a reader that speaks for one gate, by keys that cannot be taken out of it. */
export const GateDevice = z.object({
  deviceId: GateDeviceId,
  gateId: GateId,
  signingKey: CompressedKey,
  agreementKey: CompressedKey,
  /** Unix milliseconds. */
  enrolledAt: z.number().int(),
  /** Whoever made the enrolment code. */
  enrolledBy: z.string(),
  /** Unix milliseconds. */
  unenrolledAt: z.number().int().optional(),
  unenrolledBy: StaffId.optional(),
});
export type GateDevice = z.infer<typeof GateDevice>;

/** A device is enrolled once. Whoever is un-enrolled enrols again as another device. */
export const GATE_DEVICE_LIFECYCLE = [
  { from: 'none', to: 'enrolled', by: 'whoever holds an enrolment code and both keys' },
  { from: 'enrolled', to: 'unenrolled', by: 'property_manager' },
] as const;
