import * as z from 'zod';
import { BuildingId, GridId } from '../ids.ts';

/** Where a request is, as a list says it: of a sensitive one nothing. */
export const RequestPlace = z.object({
  building: z.string(),
  buildingId: BuildingId.optional(),
  /** By which it is known which team works there. */
  gridId: GridId.optional(),
  houseLabel: z.string().optional(),
});
