import * as z from 'zod';
import { OPEN_STATES } from '../desk/request-lifecycle.ts';
import { RequestType } from '../desk/request-types.ts';
import { endpoint } from './endpoint.ts';

/** How the service desk does, in counts and times: of no person, and nobody before another. */

const Count = z.number().int().min(0);
/** One or two of a kind in a month could be a neighbour. */
export const FEW = '<3';
const PublicCount = z.union([Count, z.literal(FEW)]);
const Hours = z.number().min(0);
const Typed = { typeId: RequestType.shape.typeId, typeName: z.string() };

/** Of one month in Shanghai: what was asked in it, and what was done in it. */
const MonthOfType = z.object({
  ...Typed,
  asked: PublicCount,
  done: PublicCount,
  /** Absent where few were done. */
  inTime: Count.optional(),
  medianHours: Hours.optional(),
});
export const Scoreboard = z.object({
  /** Whose desk it is, for whoever comes by a link; absent from a server one release old. */
  compoundName: z.string().optional(),
  /** 107 件已办完: in the months below. */
  done: PublicCount,
  /** The latest first: `2026-11`. */
  months: z.array(z.object({ month: z.string(), types: z.array(MonthOfType) })),
});
export type Scoreboard = z.infer<typeof Scoreboard>;
export const readScoreboard = endpoint({
  method: 'GET',
  path: '/api/v1/resident/compounds/:compoundId/scoreboard',
  answer: Scoreboard,
});

/** Each list is one table, and one drawing. */
export const DeskFigures = z.object({
  /** What waits and what is being done, by state and type, and how much of it is late. */
  open: z.array(z.object({ ...Typed, state: z.enum(OPEN_STATES), count: Count, late: Count })),
  /** Thirty days in Shanghai, today last. */
  days: z.array(z.object({ day: z.iso.date(), done: Count, cancelled: Count })),
  /** What was done in them, by type. */
  types: z.array(
    z.object({
      ...Typed,
      done: Count,
      inTime: Count,
      medianHours: Hours.optional(),
      /** What was said of the service, by those who said something. */
      rated: z.object({ notDone: Count, done: Count, doneWell: Count }),
    }),
  ),
});
export type DeskFigures = z.infer<typeof DeskFigures>;
export const readDeskFigures = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/desk-figures',
  answer: DeskFigures,
});
