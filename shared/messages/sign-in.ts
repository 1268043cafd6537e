import * as z from 'zod';
import { HouseId, ResidentId, StaffId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** A mainland mobile number, with or without +86, spaces and hyphens; parsed to its 11 digits. */
export const Phone = z
  .string()
  .max(24)
  .transform((typed) => typed.replace(/[\s-]/g, '').replace(/^(\+86|0086)/, ''))
  .pipe(z.string().regex(/^1[3-9][0-9]{9}$/));

export const AUDIENCES = ['resident', 'guard', 'manager'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const SignInCodeRequest = z.strictObject({ phone: Phone });
export const SignInCodeAnswer = z.object({
  digits: z.number().int(),
  expiresInSeconds: z.number().int(),
  resendAfterSeconds: z.number().int(),
});
export const SignInRequest = z.strictObject({
  phone: Phone,
  code: z.string().regex(/^[0-9]{6}$/),
});

export const HouseholdMember = z.object({ maskedName: z.string(), self: z.boolean() });

/** A resident as the resident page shows it: the house in words, every name masked. */
export const ResidentSummary = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  maskedName: z.string(),
  compoundName: z.string(),
  /** e.g. 3幢2单元501 */
  houseLabel: z.string(),
  household: z.array(HouseholdMember),
  /** The one gate for everybody now; until then, unix milliseconds, where it has an end. */
  mainEntrance: z.object({ gate: z.string(), until: z.number().int().optional() }).optional(),
  /** Who runs the compound since its last change (unix milliseconds); without a name, its community. */
  runBy: z.object({ name: z.string().optional(), since: z.number().int() }).optional(),
  /** What they register for while an emergency lasts, and until when (unix milliseconds, exclusive). */
  registering: z.object({ event: z.string(), until: z.number().int() }).optional(),
  /** Of the household, while an emergency counts them. */
  tripsPerDay: z.number().int().optional(),
});
export type ResidentSummary = z.infer<typeof ResidentSummary>;
export const ResidentAccount = z.object({
  residents: z.array(ResidentSummary),
  /** The number was silent for long: the household or the manager has to say whose it is. */
  waiting: z.boolean().optional(),
  /** What this household is asked: whether a sign-in is that of the one it is registered for. */
  questions: z
    .array(z.object({ residentId: ResidentId, maskedName: z.string(), since: z.number() }))
    .optional(),
});
export type ResidentAccount = z.infer<typeof ResidentAccount>;

/** The roles that a page of the release before knows; everything that somebody holds is in their own roles. */
const SIGN_IN_ROLES = ['property_manager', 'guard'] as const;
export const StaffAccount = z.object({
  staffId: StaffId,
  maskedName: z.string(),
  grants: z.array(
    z.object({ role: z.enum(SIGN_IN_ROLES), node: z.string(), until: z.number().int() }),
  ),
});
export type StaffAccount = z.infer<typeof StaffAccount>;

/** Who answers for the records, told before the first phone number is asked. */
export const Notice = z.object({ operator: z.string(), contact: z.string() });
export type Notice = z.infer<typeof Notice>;

const signIn = <A extends Audience, Account extends z.ZodType>(audience: A, account: Account) => ({
  requestCode: endpoint({
    method: 'POST',
    path: `/api/v1/${audience}/sign-in/codes`,
    body: SignInCodeRequest,
    answer: SignInCodeAnswer,
  }),
  signIn: endpoint({
    method: 'POST',
    path: `/api/v1/${audience}/sign-in`,
    body: SignInRequest,
    answer: account,
  }),
  renewSession: endpoint({ method: 'POST', path: `/api/v1/${audience}/session/renewals` }),
  signOut: endpoint({ method: 'DELETE', path: `/api/v1/${audience}/session` }),
});

export const residentSignIn = signIn('resident', ResidentAccount);
export const guardSignIn = signIn('guard', StaffAccount);
export const managerSignIn = signIn('manager', StaffAccount);

export const readNotice = endpoint({
  method: 'GET',
  path: '/api/v1/resident/notice',
  answer: Notice,
});
export const readHousehold = endpoint({
  method: 'GET',
  path: '/api/v1/resident/household',
  answer: ResidentAccount,
});
