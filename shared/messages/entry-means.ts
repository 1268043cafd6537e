import * as z from 'zod';
import { ShiftPin } from '../shift/shift-pin.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int();

/** Six digits of one's own, said with the house number; none that is tried first. */
export const HousePinDigits = ShiftPin;

/** What somebody has beside a pass; neither the digits nor the card's number are kept. */
export const EntryMeans = z.object({
  housePin: z.object({ setAt: UnixMs }).optional(),
  doorCard: z
    .object({
      /** The last four characters, of a number that is longer than eight. */
      tail: z.string().optional(),
      registeredAt: UnixMs,
    })
    .optional(),
});
export type EntryMeans = z.infer<typeof EntryMeans>;

/** What is printed on a door card or read from it. */
export const DoorCardNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z]{4,32}$/);

const OWN = '/api/v1/resident/residents/:residentId';
export const readOwnEntryMeans = endpoint({
  method: 'GET',
  path: `${OWN}/entry-means`,
  answer: EntryMeans,
});
/** The new PIN replaces the old. */
export const setHousePin = endpoint({
  method: 'PUT',
  path: `${OWN}/house-pin`,
  body: z.strictObject({ pin: HousePinDigits }),
});
export const endOwnHousePin = endpoint({ method: 'DELETE', path: `${OWN}/house-pin` });
export const reportOwnDoorCardLost = endpoint({ method: 'DELETE', path: `${OWN}/door-card` });

const MANAGED = '/api/v1/manager/residents/:residentId';
export const readEntryMeans = endpoint({
  method: 'GET',
  path: `${MANAGED}/entry-means`,
  answer: EntryMeans,
  reads: { record: 'passes', purpose: 'gate' },
});
export const endHousePin = endpoint({ method: 'DELETE', path: `${MANAGED}/house-pin` });
export const registerDoorCard = endpoint({
  method: 'PUT',
  path: `${MANAGED}/door-card`,
  body: z.strictObject({ number: DoorCardNumber }),
});
export const reportDoorCardLost = endpoint({ method: 'DELETE', path: `${MANAGED}/door-card` });
