import type { GateDeviceId, PassId } from '../../../shared/ids.ts';

/** The end of a device's id: enough to tell the few devices of a gate apart. */
export const deviceTailOf = (deviceId: GateDeviceId): string => deviceId.slice(-4).toUpperCase();

/** The number of a pass as people read it out. */
export const passNumberOf = (passId: PassId): string => passId.slice(-6).toUpperCase();
