import type { ResidentId, StaffId } from '../../shared/ids.ts';
import type { CompoundStore, PlaceStore } from '../compounds/index.ts';
import type { ContactNumbers } from '../identity/index.ts';
import type { PhotoStore } from '../photos/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { ResidentStore } from '../residents/index.ts';
import type { DeskSettingsStore } from './desk-settings-store.ts';
import type { RequestStore } from './request-store.ts';
import type { WorkersOf } from './workers.ts';

/** What the service desk keeps, and who works at it. */
export type DeskStores = {
  readonly requests: RequestStore;
  readonly photos: Pick<PhotoStore, 'attach'>;
  readonly settings: DeskSettingsStore;
  readonly workers: WorkersOf;
};

/** Who somebody is, where they live, and who looks after them. */
export type DeskRegister = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly compounds: Pick<CompoundStore, 'findHouse'>;
  readonly care: {
    findCare(
      resident: ResidentId,
    ): Promise<{ readonly helper: StaffId; readonly backup?: StaffId | undefined } | undefined>;
  };
};

/** What the desk needs for those who work at it. */
export type StaffDesk = DeskStores &
  DeskRegister & {
    readonly places: Pick<PlaceStore, 'findBuilding'>;
    readonly contacts: Pick<ContactNumbers, 'open'>;
    readonly nameOf: (actor: StaffActor) => Promise<string | undefined>;
  };
