import * as z from 'zod';
import type { CompoundId } from '../../shared/ids.ts';
import { hmac } from '../platform/secrets.ts';

/** Whose a door card is, and how that begins and ends. */
export const DOOR_CARD_LIFECYCLE = [
  { from: 'none, lost, ended', to: 'registered', by: 'property_manager, front_desk' },
  { from: 'registered', to: 'lost', by: 'its holder, property_manager, front_desk' },
  { from: 'registered', to: 'ended', by: 'the end of the residence' },
] as const;

/** The one card that somebody holds. */
export const HeldCard = z.object({
  /** The keyed hash of its number. */
  card: z.string(),
  tail: z.string().optional(),
  registeredAt: z.number().int(),
});
export type HeldCard = z.infer<typeof HeldCard>;

const SHOWN = 4;
const LONGER_THAN = 8;

/** By which a card is told from another, without its number. */
export const hashDoorCard = (key: Uint8Array, compound: CompoundId, number: string): string =>
  Buffer.from(hmac(key, 'door-card', compound, number)).toString('hex');

/** What is shown of a number; of a short one, which it would give away, nothing. */
export const tailOf = (number: string): string | undefined =>
  number.length > LONGER_THAN ? number.slice(-SHOWN) : undefined;
