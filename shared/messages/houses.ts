import * as z from 'zod';
import { Plate, readPlate } from '../houses/plate.ts';
import { HouseId, MoveId, ResidentId, TenancyId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { Phone } from './sign-in.ts';

const UnixMs = z.number().int();
/** YYYY-MM-DD, in Shanghai. */
const Day = z.iso.date();
const Version = z.number().int().min(1);

export const TENANCY_STATES = ['running', 'over', 'ended'] as const;
export const TIES_OF_HOUSE = ['owner', 'tenant', 'family', 'carer'] as const;

/** That people were told how many days are left. */
export const ToldNotice = z.object({
  /** Which of the notices it was: 30, 7 or 1 day before. */
  days: z.number().int(),
  at: UnixMs,
  people: z.number().int(),
  /** Those of them for whom no number is known: told by no page and no message. */
  unreached: z.number().int(),
});

export const Tenancy = z.object({
  tenancyId: TenancyId,
  from: Day,
  /** The last day of it. */
  to: Day,
  state: z.enum(TENANCY_STATES),
  /** Negative once it is over. */
  daysLeft: z.number().int(),
  /** Who lets the house, masked; with the id where they are registered here. */
  landlord: z.object({ maskedName: z.string(), residentId: ResidentId.optional() }),
  tenants: z.array(z.object({ residentId: ResidentId, maskedName: z.string() })),
  told: z.array(ToldNotice),
  endedOn: Day.optional(),
  version: Version,
});
export type Tenancy = z.infer<typeof Tenancy>;

export const Vehicle = z.object({ plate: Plate, since: UnixMs });
export type Vehicle = z.infer<typeof Vehicle>;

/** Somebody's time in a house. Who is not known any more has no name. */
export const Occupancy = z.object({
  residentId: ResidentId,
  maskedName: z.string().optional(),
  tie: z.enum(TIES_OF_HOUSE),
  from: Day.optional(),
  /** The last day; absent while they live here. */
  until: Day.optional(),
});
export type Occupancy = z.infer<typeof Occupancy>;

/** Everything of one house. */
export const ManagedHouse = z.object({
  houseId: HouseId,
  label: z.string(),
  people: z.array(
    z.object({ residentId: ResidentId, maskedName: z.string(), tie: z.enum(TIES_OF_HOUSE) }),
  ),
  /** Running and over first, then the ended ones, the latest first. */
  tenancies: z.array(Tenancy),
  vehicles: z.array(Vehicle),
  /** The latest first. */
  occupancy: z.array(Occupancy),
});
export type ManagedHouse = z.infer<typeof ManagedHouse>;
export const readHouse = endpoint({
  method: 'GET',
  path: '/api/v1/manager/houses/:houseId',
  reads: { record: 'house', purpose: 'tenancy' },
  answer: ManagedHouse,
});

export const MOST_TENANTS = 10;
const Tenants = z
  .array(ResidentId)
  .min(1)
  .max(MOST_TENANTS)
  .refine((ids) => new Set(ids).size === ids.length, 'everybody once');

/** Somebody registered here, or by name whoever lives elsewhere, with the number to tell them by. */
const LandlordRequest = z.union([
  z.strictObject({ residentId: ResidentId }),
  z.strictObject({ name: z.string().trim().min(1).max(40), phone: Phone.optional() }),
]);
export type LandlordRequest = z.output<typeof LandlordRequest>;
export const RecordTenancyRequest = z.strictObject({
  from: Day,
  to: Day,
  landlord: LandlordRequest,
  tenants: Tenants,
});
export type RecordTenancyRequest = z.output<typeof RecordTenancyRequest>;
export const recordTenancy = endpoint({
  method: 'POST',
  path: '/api/v1/manager/houses/:houseId/tenancies',
  body: RecordTenancyRequest,
  answer: z.object({ tenancyId: TenancyId }),
});

/** Another last day, other tenants, or both. */
export const ChangeTenancyRequest = z.strictObject({
  to: Day,
  tenants: Tenants,
  /** Of the tenancy as it was seen: whoever changed it meanwhile was first. */
  version: Version,
});
export type ChangeTenancyRequest = z.output<typeof ChangeTenancyRequest>;
export const changeTenancy = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/houses/:houseId/tenancies/:tenancyId',
  body: ChangeTenancyRequest,
});

/** As people type it: 浙A·12345. */
const TypedPlate = z
  .string()
  .max(24)
  .transform((typed, context) => {
    const plate = readPlate(typed);
    if (plate !== undefined) return plate;
    context.addIssue({ code: 'custom', message: 'no plate' });
    return z.NEVER;
  });
export const RecordVehicleRequest = z.strictObject({ plate: TypedPlate });
/** The same again changes nothing. */
export const recordVehicle = endpoint({
  method: 'POST',
  path: '/api/v1/manager/houses/:houseId/vehicles',
  body: RecordVehicleRequest,
  answer: Vehicle,
});
/** In the body and not in the address: a plate is written into no log. */
export const endVehicle = endpoint({
  method: 'POST',
  path: '/api/v1/manager/houses/:houseId/vehicle-endings',
  body: RecordVehicleRequest,
});

export const MOST_MOVING = 20;
const Moving = z
  .array(ResidentId)
  .min(1)
  .max(MOST_MOVING)
  .refine((ids) => new Set(ids).size === ids.length, 'everybody once');

/** What would end, if these people moved out: nothing is changed. */
export const PreviewMovingOutRequest = z.strictObject({ residents: Moving });
export const MovingOutPreview = z.object({
  people: z.array(
    z.object({
      residentId: ResidentId,
      maskedName: z.string(),
      tie: z.enum(TIES_OF_HOUSE),
      /** Passes on phones and printed cards that are not withdrawn yet. */
      phones: z.number().int(),
      cards: z.number().int(),
      /** Other numbers that hold their passes. */
      proxies: z.number().int(),
    }),
  ),
  /** Whether nobody is left in the house. */
  whole: z.boolean(),
  /** The tenancies that end with it, since none of their tenants is left. */
  tenancies: z.array(TenancyId),
  plates: z.array(Plate),
});
export type MovingOutPreview = z.infer<typeof MovingOutPreview>;
export const previewMovingOut = endpoint({
  method: 'POST',
  path: '/api/v1/manager/houses/:houseId/moving-out-previews',
  reads: { record: 'house', purpose: 'moving_out' },
  body: PreviewMovingOutRequest,
  answer: MovingOutPreview,
});

export const RecordMovingOutRequest = z.strictObject({
  residents: Moving,
  /** Today or earlier. */
  on: Day,
  /** The plates of the house that end with it. */
  plates: z.array(TypedPlate).max(20).default([]),
});
export type RecordMovingOutRequest = z.output<typeof RecordMovingOutRequest>;
export const RecordedMovingOut = z.object({
  moveId: MoveId,
  /** `recorded` is still being brought about: by asking again, or within five minutes. */
  state: z.enum(['recorded', 'done']),
});
export type RecordedMovingOut = z.infer<typeof RecordedMovingOut>;
/** Ends registration, passes, cards, proxies, plates and tenancy. It cannot be undone. */
export const recordMovingOut = endpoint({
  method: 'POST',
  path: '/api/v1/manager/houses/:houseId/moving-out',
  body: RecordMovingOutRequest,
  answer: RecordedMovingOut,
});

/** A tenancy as tenant and landlord see it: its days, and nothing of the other's comings and goings. */
export const OwnTenancy = z.object({
  tenancyId: TenancyId,
  as: z.enum(['tenant', 'landlord']),
  compoundName: z.string(),
  houseLabel: z.string(),
  from: Day,
  to: Day,
  state: z.enum(TENANCY_STATES),
  /** Negative once it is over. */
  daysLeft: z.number().int(),
});
export type OwnTenancy = z.infer<typeof OwnTenancy>;

/** What an account was told about its tenancies, the newest first. */
export const TenancyNotice = z.object({
  compound: z.string(),
  last: Day,
  days: z.number().int(),
  at: UnixMs,
});

export const OwnHouse = z.object({
  tenancies: z.array(OwnTenancy),
  /** The plates of the houses that the residents of this phone live in. */
  plates: z.array(z.object({ houseId: HouseId, plate: Plate })),
  notices: z.array(TenancyNotice),
});
export type OwnHouse = z.infer<typeof OwnHouse>;
export const readOwnHouse = endpoint({
  method: 'GET',
  path: '/api/v1/resident/house',
  answer: OwnHouse,
});
