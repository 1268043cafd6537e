import type { GateId } from '../../shared/ids.ts';

/** Rings the duty room for somebody who stands before a gate where nobody does. */
export interface DutyBell {
  /**
   * Rings once for one scan, however often it is asked.
   * @param name what names the scan for ever
   * @param at when it rang first, unix milliseconds
   * @returns `open` once somebody in the duty room has said so
   */
  ring(asked: {
    readonly gateId: GateId;
    readonly name: { readonly boot: number; readonly seq: number };
    readonly at: number;
    readonly now: number;
  }): Promise<'open' | 'unanswered'>;
}
