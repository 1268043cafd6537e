import type { GateId } from '../../shared/ids.ts';

/** `door_silent`: it was told to open and nobody knows whether it did. */
export type DoorOpening = 'opened' | 'door_silent' | 'no_door';

/** The doors of gates, as whoever lets people in needs them. */
export interface GateDoors {
  /** Opens a gate's door once. @param by who is let in, or the rule that nobody is left outside */
  open(asked: {
    readonly gateId: GateId;
    readonly by: 'resident' | 'rule';
    readonly now: number;
  }): Promise<DoorOpening>;
  /** Somebody was refused at a gate: five in a row raise its alarm. */
  noteRefused(gateId: GateId, now: number): Promise<void>;
}

/** Where no gate has a door of its own. */
export const noDoors: GateDoors = {
  open: async () => 'no_door',
  noteRefused: async () => undefined,
};
