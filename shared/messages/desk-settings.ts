import * as z from 'zod';
import { DeskCalendar } from '../desk/desk-calendar.ts';
import { RequestType, RequestTypes } from '../desk/request-types.ts';
import { PlaceId, StaffId, TeamId } from '../ids.ts';
import { OFFICES } from '../roles.ts';
import { endpoint } from './endpoint.ts';

/** How the desk of a compound works: its types, its days, and who does what. */

const MinuteOfDay = z.number().int().min(0).max(1_440);
const Version = z.number().int().min(0);

export const DeskSettings = z.object({
  types: RequestTypes,
  calendar: DeskCalendar,
  /** 0 where nobody has set anything yet. */
  version: Version,
});
export type DeskSettings = z.infer<typeof DeskSettings>;

export const TeamPlan = z.strictObject({
  name: z.string().trim().min(1).max(20),
  members: z.array(StaffId).max(60),
  /** What they are able to do. */
  typeIds: z.array(RequestType.shape.typeId).min(1).max(30),
  /** Where; everywhere in the compound where nothing is said. */
  areas: z.array(PlaceId).max(40),
  /** When, on Shanghai's clock; always where nothing is said. */
  hours: z
    .array(
      z
        .strictObject({
          /** 1 Monday to 7 Sunday. */
          weekday: z.number().int().min(1).max(7),
          from: MinuteOfDay,
          to: MinuteOfDay,
        })
        .refine(({ from, to }) => from < to, 'begins before it ends'),
    )
    .max(21),
  /** The most open tasks of one of them. */
  cap: z.number().int().min(1).max(50),
});
export type TeamPlan = z.infer<typeof TeamPlan>;
export const Team = z.object({ ...TeamPlan.shape, teamId: TeamId, version: Version });
export type Team = z.infer<typeof Team>;

const settingsPath = '/api/v1/manager/compounds/:compoundId/desk-settings';

export const readDeskSettings = endpoint({
  method: 'GET',
  path: settingsPath,
  answer: DeskSettings,
});
export const setDeskSettings = endpoint({
  method: 'PUT',
  path: settingsPath,
  body: z.strictObject({ types: RequestTypes, calendar: DeskCalendar, version: Version }),
  answer: z.object({ version: Version }),
});
/** The teams, and whoever can be in one or be given a task. */
export const listTeams = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/teams',
  answer: z.object({
    teams: z.array(Team),
    workers: z.array(
      z.object({ staffId: StaffId, office: z.enum(OFFICES), maskedName: z.string() }),
    ),
  }),
});
export const addTeam = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/teams',
  /** Named by the page, so that what is sent twice is one team; an earlier page names none. */
  body: TeamPlan.extend({
    key: z
      .string()
      .regex(/^[0-9a-hjkmnp-tv-z]{16}$/)
      .optional(),
  }),
  answer: Team,
});
export const setTeam = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/teams/:teamId',
  body: z.strictObject({ plan: TeamPlan, version: Version }),
  answer: Team,
});
export const endTeam = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/teams/:teamId',
});
