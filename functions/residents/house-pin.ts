import * as z from 'zod';
import { HouseId, ResidentId } from '../../shared/ids.ts';
import { hmac } from '../platform/secrets.ts';

/** How a resident's PIN begins and ends. */
export const HOUSE_PIN_LIFECYCLE = [
  { from: 'none, set', to: 'set', by: 'the adult themself, or a guardian of a child' },
  {
    from: 'set',
    to: 'ended',
    by: 'whoever may set it, property_manager, front_desk; or the end of the residence',
  },
] as const;

/** That somebody has a PIN of their own to say with the house number; the digits are nowhere. */
export const HousePin = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  /** A keyed hash over house, resident and digits, in hex. */
  hash: z.string(),
  /** Unix milliseconds. */
  setAt: z.number().int(),
});
export type HousePin = z.infer<typeof HousePin>;

type Whose = { readonly houseId: HouseId; readonly residentId: ResidentId };

/** The same digits of two people, or of one in two houses, have nothing in common. */
export const hashHousePin = (key: Uint8Array, { houseId, residentId }: Whose, pin: string) =>
  Buffer.from(hmac(key, 'house-pin', houseId, residentId, pin)).toString('hex');
