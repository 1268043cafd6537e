import type { CompoundId } from '../../shared/ids.ts';
import type { DutyNow } from '../../shared/messages/duty.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import type { DutyStore } from './duty-store.ts';
import type { StaffOnCall } from './staff-of-compound.ts';

export type DutyPorts = {
  readonly duty: DutyStore;
  readonly staffOf: (compound: CompoundId, nowMs: number) => Promise<readonly StaffOnCall[]>;
  /** Who has signed in at the gates' devices. */
  readonly shiftsNow: (compound: CompoundId, nowMs: number) => Promise<DutyNow['gates']>;
};
export type DutyInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};

/** Also somebody of a grid of the compound reads its roster. */
export function mayReadDuty({ actor, compoundId, now }: DutyInput): boolean {
  const number = compoundId.split('_')[1];
  const inside = actor.grants
    .map(({ node }) => node)
    .filter((node) => node.startsWith(`grd_${number}_`) || node.startsWith(`bld_${number}_`));
  return mayAct(actor, 'duty.read', [compoundId, ...inside], now);
}
