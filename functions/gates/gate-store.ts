import type { GateRules } from '../../shared/gate/gate-rules.ts';
import type { CompoundId, GateDeviceId, GateId, StaffId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Gate } from './gate.ts';
import type { GateDevice } from './gate-device.ts';
import type { Trial } from './trial.ts';

/** What a manager sets of a gate's rules. */
export type GateSettings = Pick<GateRules, 'name' | 'listAge'> &
  Partial<Pick<GateRules, 'staffed' | 'delivery'>>;

/**
 * Gates and the devices that speak for them. Every change raises the version of the compound's gates
 * (see `CompoundVersions`), and whatever is found is never older than a version that was told.
 */
export interface GateStore {
  findGate(id: GateId): Promise<Gate | undefined>;
  /** Ordered by id. */
  listGates(compound: CompoundId): Promise<readonly Gate[]>;
  /** Records a gate with its rules, whatever stood there before. */
  recordGate(gate: Gate, audit: AuditFacts): Promise<void>;

  /**
   * Changes a gate's trials, and the one in its rules with them, unless somebody else has changed
   * them since `seen`.
   */
  changeTrials(
    id: GateId,
    change: {
      readonly seen: readonly Trial[] | undefined;
      readonly trials: readonly Trial[];
      readonly trialUntil: number | undefined;
      readonly audit: AuditFacts;
    },
  ): Promise<'changed' | 'conflict'>;

  /**
   * Changes a gate's name and rules as of the version that was seen; what is left out of `set` is
   * no rule any more. A main gate's new name stands wherever people are sent to it.
   */
  changeRules(
    id: GateId,
    change: {
      readonly seen: number;
      readonly set: GateSettings;
      /** Of the main gate: the gates that send people to it by its name. */
      readonly calledSoAt?: readonly GateId[];
      readonly audit: AuditFacts;
    },
  ): Promise<'changed' | 'conflict'>;

  /** Records a new gate while the compound's single entrance has the version named, 0 for none. */
  addGate(
    gate: Gate,
    as: { readonly audit: AuditFacts; readonly entrance: number },
  ): Promise<'added' | 'conflict'>;

  findDevice(id: GateDeviceId): Promise<GateDevice | undefined>;
  /** Also those that were un-enrolled. */
  listDevices(compound: CompoundId): Promise<readonly GateDevice[]>;
  /** Records a new device. @returns the device that stands there: this one, or the one recorded before */
  enrolDevice(device: GateDevice, audit: AuditFacts): Promise<GateDevice>;
  /** Ends an enrolment; its first end stays the one that counts. */
  unenrolDevice(
    id: GateDeviceId,
    end: { readonly by: StaffId; readonly at: number; readonly audit: AuditFacts },
  ): Promise<'unenrolled' | 'already' | 'missing'>;
}
