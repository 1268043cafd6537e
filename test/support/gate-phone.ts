import type { GateDeviceId, GateId } from '../../shared/ids.ts';
import { digestOf, type KeyPair, newKeyPair } from './key-pair.ts';

/** A gate's device: two keys, and a name once it is enrolled. */
export type GatePhone = {
  readonly signing: KeyPair;
  readonly agreement: KeyPair;
  readonly deviceId: GateDeviceId;
  readonly gateId: GateId;
  enrolmentRequest(code: string): {
    code: string;
    signingKey: string;
    agreementKey: string;
    proof: string;
  };
  keep(enrolment: { deviceId: GateDeviceId; gateId: GateId }): void;
  /** The header that makes a request this device's own. */
  authorize(
    request: { readonly method: string; readonly path: string; readonly body: string },
    unixMs: number,
  ): string;
};

export function newGatePhone(): GatePhone {
  const [signing, agreement] = [newKeyPair(), newKeyPair()];
  let kept: { deviceId: GateDeviceId; gateId: GateId } | undefined;
  const enrolled = () => {
    if (kept === undefined) throw new Error('this device is not enrolled yet');
    return kept;
  };
  return {
    signing,
    agreement,
    get deviceId() {
      return enrolled().deviceId;
    },
    get gateId() {
      return enrolled().gateId;
    },
    enrolmentRequest: (code) => ({
      code,
      signingKey: signing.publicText,
      agreementKey: agreement.publicText,
      proof: signing.token(
        { typ: 'xq-device-key+jwt' },
        { sub: code, agreementKey: agreement.publicText },
      ),
    }),
    keep: (enrolment) => {
      kept = enrolment;
    },
    authorize: ({ method, path, body }, unixMs) => {
      const claims = { htm: method, htu: path, bh: digestOf(body), iat: Math.floor(unixMs / 1000) };
      const header = { typ: 'xq-request+jwt', kid: enrolled().deviceId };
      return `XQ-Device ${signing.token(header, claims)}`;
    },
  };
}
