import type { GateDeviceId, GateId } from '../../../shared/ids.ts';
import type { DeviceKeys } from './device-keys.ts';

/** This browser as a gate device. None of its keys can be read out. */
export type EnrolledDevice = {
  readonly deviceId: GateDeviceId;
  readonly gateId: GateId;
  readonly gateName: string;
  readonly compoundName: string;
  readonly keys: DeviceKeys;
  /** HMAC-SHA-256: the secret behind this device's challenges. */
  readonly gateSecret: CryptoKey;
};
