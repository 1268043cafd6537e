import type { CompoundId } from '../../shared/ids.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { DeskStores } from './desk.ts';

export type DeskListPorts = Pick<DeskStores, 'requests' | 'settings'>;
export type DeskListInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};
