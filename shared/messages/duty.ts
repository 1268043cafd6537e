import * as z from 'zod';
import { DutyPlan, POSTS, TEMPLATE_NAMES, Turn } from '../duty/duty-plan.ts';
import { GateId, StaffId } from '../ids.ts';
import { ROLES } from '../roles.ts';
import { endpoint } from './endpoint.ts';

/** The duty roster: who stands where in a week, who is there now, what they hand over. */

const UnixMs = z.number().int();
const PostName = z.enum(POSTS);
const Person = z.object({ staffId: StaffId, maskedName: z.string() });
/** 0 where nobody has ever set it. */
const Version = z.number().int().min(0);

export const DutyWeek = z.object({
  week: z.iso.date(),
  posts: z.array(DutyPlan.extend({ version: Version })),
  /** Who can be put on duty; told to whoever may do so. */
  staff: z.array(Person.extend({ roles: z.array(z.enum(ROLES)) })).optional(),
});
export type DutyWeek = z.infer<typeof DutyWeek>;
/** The week of any of its days. */
export const readDutyWeek = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/duty/:day',
  answer: DutyWeek,
});

export const MOST_OF_A_TURN = 8;
export const SetDutyPlan = z.strictObject({
  post: PostName,
  template: z.enum(TEMPLATE_NAMES),
  turns: z
    .array(
      z.strictObject({
        day: Turn.shape.day,
        turn: Turn.shape.turn,
        staffIds: z.array(StaffId).min(1).max(MOST_OF_A_TURN),
      }),
    )
    .max(21),
  version: Version,
});
export type SetDutyPlan = z.infer<typeof SetDutyPlan>;
/** The whole week of one post, as of the version seen. */
export const setDutyPlan = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/duty/:day',
  body: SetDutyPlan,
  answer: z.object({ version: Version }),
});

const Note = z.string().trim().max(500);
export const HandOver = z.object({
  post: PostName,
  /** Unix milliseconds; with the post it names the hand-over. */
  at: UnixMs,
  by: Person,
  note: z.string(),
  open: z.array(z.string()),
  confirmed: z.object({ by: Person, at: UnixMs }).optional(),
});
export type HandOver = z.infer<typeof HandOver>;

export const DutyNow = z.object({
  posts: z.array(z.object({ post: PostName, staff: z.array(Person), from: UnixMs, to: UnixMs })),
  /** Who has signed in at a gate's device: a shift, and what the guard before left to say. */
  gates: z.array(
    z.object({
      gateId: GateId,
      name: z.string(),
      guardName: z.string().optional(),
      since: UnixMs.optional(),
      handOverNote: z.string().optional(),
    }),
  ),
  /** The latest of every post, newest first. */
  handOvers: z.array(HandOver),
});
export type DutyNow = z.infer<typeof DutyNow>;
export const readDutyNow = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/duty-now',
  answer: DutyNow,
});
export const leaveHandOver = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/hand-overs',
  body: z.strictObject({
    post: PostName,
    note: Note,
    open: z.array(z.string().trim().min(1).max(100)).max(20),
  }),
  answer: z.object({ at: UnixMs }),
});
/** By the one who comes: nobody confirms what they left themselves. */
export const confirmHandOver = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/hand-overs',
  body: z.strictObject({ post: PostName, at: UnixMs }),
});
