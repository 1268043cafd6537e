import * as z from 'zod';
import { endpoint } from './endpoint.ts';

/** Trips of a household on a day, while an emergency response counts them. */

const U32 = z.number().int().min(0).max(0xffff_ffff);
const Index = z.number().int().min(0).max(0xff_ffff);
export const MOST_TRIPS_A_DAY = 20;
export const TripsPerDay = z.number().int().min(1).max(MOST_TRIPS_A_DAY);

/**
 * Somebody leaves by a gate: counted once for their household and day, however often the same scan of
 * the same start of the device asks. Coming home is no trip.
 */
export const countTrip = endpoint({
  method: 'POST',
  path: '/api/v1/emergencies/gates/:gateId/trips',
  body: z.strictObject({ boot: U32, seq: U32, index: Index }),
  answer: z.object({
    /** Not where none was left: then nothing is counted. */
    counted: z.boolean(),
    left: z.number().int(),
  }),
});

export const OwnTrips = z.object({
  /** In Shanghai. */
  day: z.iso.date(),
  perDay: TripsPerDay,
  left: z.number().int(),
  /** Of the emergency: by whose order. */
  event: z.string(),
  documentNumber: z.string(),
  authority: z.string(),
});
export type OwnTrips = z.infer<typeof OwnTrips>;
export const readOwnTrips = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/trips',
  answer: OwnTrips,
});

export const GrantTrips = z.strictObject({
  /** Made by the page: the same again grants nothing more. */
  key: z.string().regex(/^[0-9a-z]{16}$/),
  trips: z.number().int().min(1).max(5),
  reason: z.string().trim().min(2).max(100),
});
export type GrantTrips = z.infer<typeof GrantTrips>;
/** More trips today for the household in which somebody lives. */
export const grantTrips = endpoint({
  method: 'POST',
  path: '/api/v1/manager/residents/:residentId/trips',
  body: GrantTrips,
  answer: z.object({ left: z.number().int() }),
});
