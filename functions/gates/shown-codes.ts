import { gateCodeSigningInput, readGateCode } from '../../shared/code/gate-code.ts';
import { isRefusal, type Refusal, refusal } from '../../shared/code/refusal.ts';
import { type CompoundId, compoundOf, type GateId, gateIdOf } from '../../shared/ids.ts';
import type { CompoundVersions } from '../compounds/index.ts';
import { constantTimeEqual } from '../platform/secrets.ts';
import { signatureVerifier } from '../platform/signature-verifier.ts';
import { challengesOf, type GateKeys, gateSecretOf } from './device-secrets.ts';
import type { GateDevice } from './gate-device.ts';
import type { GateStore } from './gate-store.ts';

/** What one of a gate's own devices has shown. */
export type ShownCode = {
  readonly gateId: GateId;
  readonly slot: number;
  readonly challenge: Uint8Array;
};

/** Who shows codes at gates. */
export interface ShownCodes {
  /** The text of a gate's code, verified under the keys of the devices that belong to it now. */
  read(text: string, nowMs: number): Promise<ShownCode | Refusal>;
  /** The device that shows this challenge at a gate; undefined where none of its devices does. */
  deviceShowing(shown: ShownCode, nowMs: number): Promise<GateDevice | undefined>;
}

/** More compounds than one process serves at a time. */
const COMPOUNDS_KEPT = 128;

type Known = { readonly version: number; readonly devices: readonly GateDevice[] };

export function createShownCodes(
  store: Pick<GateStore, 'listDevices'>,
  versions: CompoundVersions,
  keys: Pick<GateKeys, 'gateSecret'>,
): ShownCodes {
  const kept = new Map<CompoundId, Known>();

  /** As this process last read them, until the compound's gates have another version. */
  async function devicesAt(gateId: GateId, nowMs: number) {
    const compound = compoundOf(gateId);
    const { gates: version } = await versions.of(compound, nowMs);
    let known = kept.get(compound);
    if (known === undefined || known.version < version) {
      known = { version, devices: await store.listDevices(compound) };
      kept.delete(compound);
      kept.set(compound, known);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > COMPOUNDS_KEPT) kept.delete(oldest);
    }
    return known.devices.filter(
      (device) => device.gateId === gateId && device.unenrolledAt === undefined,
    );
  }

  const shows = async (
    { gateId, slot, challenge }: ShownCode,
    { deviceId }: GateDevice,
  ): Promise<boolean> => {
    const challenges = challengesOf(() => gateSecretOf(keys, deviceId), gateId);
    return constantTimeEqual(await challenges.challengeOf(slot), challenge);
  };

  async function deviceShowing(shown: ShownCode, nowMs: number): Promise<GateDevice | undefined> {
    for (const device of await devicesAt(shown.gateId, nowMs)) {
      if (await shows(shown, device)) return device;
    }
    return undefined;
  }

  return {
    deviceShowing,
    read: async (text, nowMs) => {
      const parts = readGateCode(text);
      if (isRefusal(parts)) return parts;
      const { compound, gate, slot, challenge } = parts.fields;
      const shown = { gateId: gateIdOf(compound, gate), slot, challenge };
      const device = await deviceShowing(shown, nowMs);
      const key =
        device && (await signatureVerifier.importKey(Buffer.from(device.signingKey, 'base64url')));
      if (key === undefined) return refusal('bad_signature');
      const input = gateCodeSigningInput(parts.fields);
      const isGenuine = await signatureVerifier.verify(key, input, parts.signature);
      return isGenuine ? shown : refusal('bad_signature');
    },
  };
}
