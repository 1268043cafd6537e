import * as z from 'zod';
import { compoundNumberOf, compoundOf, newGateDeviceId } from '../../shared/ids.ts';
import type { Enrolment } from '../../shared/messages/gates.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { readKeyProof } from '../platform/key-proof.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import { hmac } from '../platform/secrets.ts';
import { canReceive, type GateKeys, gateSecretOf, wrapForDevice } from './device-secrets.ts';
import { hashEnrolmentCode, type StoredEnrolmentCode, WRONG_CODES } from './enrolment-code.ts';
import type { EnrolmentCodeStore } from './enrolment-code-store.ts';
import type { GateStore } from './gate-store.ts';

export type EnrolGateDevicePorts = {
  readonly gates: Pick<GateStore, 'findGate' | 'enrolDevice'>;
  readonly codes: EnrolmentCodeStore;
  readonly rates: RateLimits;
  readonly keys: GateKeys;
};

export type EnrolGateDeviceInput = {
  /** Eight digits. */
  readonly code: string;
  /** Compressed points, base64url. */
  readonly signingKey: string;
  readonly agreementKey: string;
  readonly proof: string;
  /** The caller's network address. */
  readonly address: string;
  readonly now: number;
};

/** Whoever holds the code: who made it stands in the device. */
const ANYONE = { kind: 'anyone' } as const;

const EnrolmentProof = z.object({ sub: z.string(), agreementKey: z.string() });

/** The same code of the same offer always makes the same device, so a lost answer makes no second one. */
function deviceIdFor(keys: GateKeys, codeHash: string, { gateId, offeredAt }: StoredEnrolmentCode) {
  const drawn = hmac(keys.enrolment, 'device', codeHash, String(offeredAt));
  return newGateDeviceId(compoundNumberOf(gateId), drawn);
}

/**
 * Makes a device the gate's that the code was made for. A try is counted before the code is looked
 * at, and given back where the code is right.
 */
export async function enrolGateDevice(
  ports: EnrolGateDevicePorts,
  input: EnrolGateDeviceInput,
): Promise<Enrolment | Failure> {
  const { gates, codes, rates, keys } = ports;
  const { code, signingKey, agreementKey, address, now } = input;
  const point = Buffer.from(signingKey, 'base64url');
  const proven = await readKeyProof(input.proof, point, EnrolmentProof);
  if (proven?.sub !== code || proven.agreementKey !== agreementKey) {
    return fail('invalid_input', { field: 'proof' });
  }
  if (!(await canReceive(agreementKey))) return fail('invalid_input', { field: 'agreementKey' });

  const taken = await rates.take(WRONG_CODES, address, now);
  if (taken !== 'taken') return fail('too_many_enrolment_attempts', taken);
  const codeHash = hashEnrolmentCode(keys.enrolment, code);
  const facts = { action: 'gate_device.enrol', purpose: 'gate', now } as const;
  const byCode = factsOf(ANYONE, { ...facts, place: [] });
  const used = await codes.useCode(codeHash, { signingKey, agreementKey, at: now }, byCode);
  if (used === undefined) return fail('enrolment_code_invalid');
  await rates.giveBack(WRONG_CODES, address, now);

  const gate = await gates.findGate(used.gateId);
  if (gate === undefined) return fail('not_found');
  const audit = factsOf(ANYONE, { ...facts, place: compoundOf(used.gateId) });
  const device = await gates.enrolDevice(
    {
      deviceId: deviceIdFor(keys, codeHash, used),
      gateId: used.gateId,
      signingKey,
      agreementKey,
      enrolledAt: used.use.at,
      enrolledBy: used.offeredBy,
    },
    audit,
  );
  if (device.unenrolledAt !== undefined) return fail('enrolment_code_invalid');
  const { deviceId, gateId } = device;
  return {
    deviceId,
    gateId,
    gateName: gate.rules.name,
    compoundName: gate.rules.compoundName,
    gateSecret: await wrapForDevice(gateSecretOf(keys, deviceId), agreementKey),
  };
}
