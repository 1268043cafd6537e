import { describe, expect, it } from 'vitest';
import type { CompoundVersions, Versions } from '../../functions/compounds/index.ts';
import { newGate } from '../../functions/gates/gate.ts';
import type { GateDevice } from '../../functions/gates/gate-device.ts';
import type { GateStore } from '../../functions/gates/gate-store.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { compoundIdOf, gateIdOf, newGateDeviceId } from '../../shared/ids.ts';
import { FACTS } from '../support/facts.ts';
import { NOON } from '../support/fixed-clock.ts';

let compounds = 300;

/** What every store of gates promises. */
export function gateStoreSuite(
  open: () => {
    readonly gates: GateStore;
    readonly versions: (...asked: Parameters<CompoundVersions['of']>) => Promise<Versions>;
  },
): void {
  const gateAt = (number: number, gate = 1) =>
    newGate({ gateId: gateIdOf(number, gate), name: `${gate}号门`, compoundName: '锦苑小区' });
  /** As it stands after one write. */
  const recorded = (number: number, gate: number) => ({ ...gateAt(number, gate), version: 1 });
  const deviceAt = (number: number): GateDevice => ({
    deviceId: newGateDeviceId(number, randomBytes(10)),
    gateId: gateIdOf(number, 1),
    signingKey: 'A'.repeat(44),
    agreementKey: 'B'.repeat(44),
    enrolledAt: NOON,
    enrolledBy: 'stf_0000000000000001',
  });
  const MANAGER = 'stf_0000000000000002';

  describe('a store of gates', () => {
    it('finds a gate and lists a compound’s, and no other’s', async () => {
      const [{ gates }, number] = [open(), ++compounds];
      for (const gate of [2, 1]) await gates.recordGate(gateAt(number, gate), FACTS);
      await gates.recordGate(gateAt(number + 1_000), FACTS);
      expect(await gates.findGate(gateIdOf(number, 2))).toEqual(recorded(number, 2));
      expect(await gates.findGate(gateIdOf(number, 3))).toBeUndefined();
      const listed = await gates.listGates(compoundIdOf(number));
      expect(listed).toEqual([recorded(number, 1), recorded(number, 2)]);
    });

    it('enrols a device once: whoever comes second finds the first', async () => {
      const [{ gates }, number] = [open(), ++compounds];
      const device = deviceAt(number);
      expect(await gates.enrolDevice(device, FACTS)).toEqual(device);
      expect(await gates.enrolDevice({ ...device, enrolledAt: NOON + 1 }, FACTS)).toEqual(device);
      expect(await gates.findDevice(device.deviceId)).toEqual(device);
      expect(await gates.listDevices(compoundIdOf(number))).toEqual([device]);
    });

    it('ends an enrolment once, and keeps who and when', async () => {
      const [{ gates }, number] = [open(), ++compounds];
      const device = deviceAt(number);
      const end = (at: number) =>
        gates.unenrolDevice(device.deviceId, { by: MANAGER, at, audit: FACTS });
      expect(await end(NOON)).toBe('missing');
      await gates.enrolDevice(device, FACTS);
      const outcomes = await Promise.all([end(NOON), end(NOON), end(NOON)]);
      expect(outcomes.sort()).toEqual(['already', 'already', 'unenrolled']);
      expect(await end(NOON + 9)).toBe('already');
      const ended = { ...device, unenrolledAt: NOON, unenrolledBy: MANAGER };
      expect(await gates.findDevice(device.deviceId)).toEqual(ended);
    });

    it('raises the version of the compound’s gates with every change and with nothing else', async () => {
      const [{ gates, versions }, number] = [open(), ++compounds];
      const compound = compoundIdOf(number);
      const device = deviceAt(number);
      const version = async () => (await versions(compound, NOON)).gates;
      expect(await version()).toBe(0);
      await gates.recordGate(gateAt(number), FACTS);
      await gates.enrolDevice(device, FACTS);
      await gates.enrolDevice(device, FACTS);
      await gates.unenrolDevice(device.deviceId, { by: MANAGER, at: NOON, audit: FACTS });
      await gates.unenrolDevice(device.deviceId, { by: MANAGER, at: NOON, audit: FACTS });
      await gates.findDevice(device.deviceId);
      expect(await version()).toBe(3);
    });
  });
}
