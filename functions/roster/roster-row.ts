import * as z from 'zod';
import {
  AccountId,
  compoundNumberOf,
  HouseId,
  type ImportId,
  newResidentId,
  ResidentId,
} from '../../shared/ids.ts';
import { ROSTER_TIES } from '../../shared/messages/rosters.ts';
import { hmac } from '../platform/secrets.ts';

const Bytes = z.instanceof(Uint8Array);

/** Somebody of a confirmed or awaiting roster, as they are kept until they are registered. */
export const RosterRow = z.object({
  row: z.number().int(),
  name: z.string(),
  houseId: HouseId,
  /** Of a house that the import adds: it counts by its door, whoever has added it by then. */
  isAdded: z.literal(true).optional(),
  /** Where the house stands, as the register shows it. */
  place: z.object({
    building: z.number().int(),
    unit: z.number().int(),
    room: z.string(),
    label: z.string(),
  }),
  tie: z.enum(ROSTER_TIES),
  accountId: AccountId.optional(),
  /** The number under which somebody can be told something; sealed, and gone with the row. */
  sealedPhone: Bytes.optional(),
  since: z.string().optional(),
  /** Who may be there already: a resident, or a row further up. */
  duplicateOf: z
    .union([z.object({ residentId: ResidentId }), z.object({ row: z.number().int() })])
    .optional(),
});
export type RosterRow = z.infer<typeof RosterRow>;

/**
 * The id of whom a row makes: the same whenever the row is taken, so that what was broken off and
 * is done again makes nobody twice.
 * @param rosterKey derived for `roster`
 */
export function residentIdOf(rosterKey: Uint8Array, importId: ImportId, row: number): ResidentId {
  return newResidentId(compoundNumberOf(importId), hmac(rosterKey, importId, String(row)));
}
