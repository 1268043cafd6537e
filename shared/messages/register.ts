import * as z from 'zod';
import { HouseId, ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** What ties a person to the house. */
export const TIES = ['owner', 'tenant', 'family', 'carer'] as const;
export type Tie = (typeof TIES)[number];

/** How somebody stands in the register. */
export const RESIDENT_STATES = ['active', 'importing', 'leaving', 'moved_out'] as const;
export type ResidentState = (typeof RESIDENT_STATES)[number];

/** Somebody as a list shows them: nothing that the list does not need. */
export const RegisteredResident = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  houseLabel: z.string(),
  maskedName: z.string(),
  tie: z.enum(TIES),
  class: z.enum(['resident', 'household']),
  isChild: z.boolean(),
  state: z.enum(RESIDENT_STATES),
  /** Unix milliseconds of the registration, where it is known. */
  since: z.number().int().optional(),
});
export type RegisteredResident = z.infer<typeof RegisteredResident>;

export const REGISTER_PAGE = 50;
export const REGISTER_ORDERS = ['house', 'name'] as const;
/** Where the next page begins. Opaque: it names a place in the list that was asked for, and no other. */
export const Cursor = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9_-]+$/);

/** In the body and not in the address: where somebody lives is written into no log. */
export const ListRegisterRequest = z.strictObject({
  /** As people type it: a house 3-2-501, a building 3幢, a unit 3-2, a surname 王 or 王**. */
  typed: z.string().max(24).optional(),
  tie: z.enum(TIES).optional(),
  /** Without it, everybody but who moved out. */
  state: z.enum(RESIDENT_STATES).optional(),
  /** Without it, by building, unit and room. */
  order: z.enum(REGISTER_ORDERS).optional(),
  descending: z.boolean().optional(),
  cursor: Cursor.optional(),
});
export type ListRegisterRequest = z.infer<typeof ListRegisterRequest>;
export const RegisterPage = z.object({
  residents: z.array(RegisteredResident),
  /** Absent on the last page. */
  cursor: Cursor.optional(),
});
export type RegisterPage = z.infer<typeof RegisterPage>;

export const listRegister = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/register',
  reads: { record: 'register', purpose: 'register' },
  body: ListRegisterRequest,
  answer: RegisterPage,
});
