import type { HousePlace } from './register-row.ts';
import type { Resident } from './resident.ts';

/** Somebody of the register together with where their house stands. */
export type Registered = { readonly resident: Resident; readonly place: HousePlace };
