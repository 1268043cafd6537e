import * as z from 'zod';
import { DOOR_ALARMS } from '../door/door-state.ts';
import {
  AccountId,
  BuildingId,
  CompoundId,
  PlaceId,
  RequestId,
  StaffId,
  WhistleId,
} from '../ids.ts';
import { ROLES } from '../roles.ts';
import { VISIT_TYPES } from '../visitors/visit-types.ts';

const UnixMs = z.number().int();
/** The compound's name. */
const Compound = z.string().max(40);
/** What a type of request is called there; absent where the request is sensitive. */
const TypeName = z.strictObject({ zh: z.string().max(20), en: z.string().max(40).optional() });

export const TOLD_STEPS = [
  'received',
  'claimed',
  'assigned',
  'started',
  'paused',
  'returned',
  'transferred',
  'done',
  'closed',
  'cancelled',
  'reopened',
] as const;

const template = <Name extends string, Parameters extends z.ZodRawShape>(
  name: Name,
  parameters: Parameters,
) => z.object({ template: z.literal(name), parameters: z.strictObject(parameters) });

/**
 * What somebody is told without having asked: a template and its parameters. The words belong to
 * whoever shows or sends it. No name, number or house stands in the parameters.
 */
export const NotificationContent = z.discriminatedUnion('template', [
  // Houses and residents
  template('tenancy_ending', {
    compound: Compound,
    /** The last day, in Shanghai. */
    last: z.iso.date(),
    /** How many days are left; 0 on the last. */
    days: z.number().int().min(0),
  }),
  /** Somebody's registration ends then. */
  template('removal_announced', { compound: Compound, endsAt: UnixMs }),
  template('removal_taken_back', { compound: Compound }),
  template('removed', { compound: Compound, by: z.enum(['document', 'protection_order']) }),
  template('join_request_decided', {
    compound: Compound,
    decision: z.enum(['approved', 'refused']),
  }),
  /** Another property company runs the compound. */
  template('company_changed', { compound: Compound }),

  // The service desk: to whoever asked
  template('request_step', {
    requestId: RequestId,
    type: TypeName.optional(),
    step: z.enum(TOLD_STEPS),
    /** Until when it is paused. */
    until: UnixMs.optional(),
  }),
  template('hand_over_to_confirm', { requestId: RequestId, type: TypeName.optional() }),
  template('advance_to_settle', { requestId: RequestId, type: TypeName.optional() }),
  template('rating_asked', { requestId: RequestId, type: TypeName.optional() }),

  // The service desk: to those who do it, and those who see that it is done
  template('task_assigned', {
    requestId: RequestId,
    type: TypeName.optional(),
    place: BuildingId.optional(),
  }),
  template('request_reminder', {
    requestId: RequestId,
    type: TypeName.optional(),
    dueAt: UnixMs,
  }),
  template('request_escalated', {
    requestId: RequestId,
    type: TypeName.optional(),
    level: z.enum(['building', 'grid', 'compound', 'community', 'street']),
    dueAt: UnixMs,
  }),
  template('whistle_called', {
    whistleId: WhistleId,
    department: z.string().max(40),
    answerBy: UnixMs,
  }),
  /** It said that it would come, and has not: asked again. */
  template('whistle_awaited', {
    whistleId: WhistleId,
    department: z.string().max(40),
    answerBy: UnixMs,
  }),
  template('whistle_taken_back', { whistleId: WhistleId, department: z.string().max(40) }),
  template('whistle_silent', { whistleId: WhistleId, department: z.string().max(40) }),
  template('rating_received', { requestId: RequestId, type: TypeName.optional() }),

  // Visitors: to whoever invited them. Nothing of who it is: the page says that to whoever opens it.
  template('visitor_arrived', { compound: Compound, type: z.enum(VISIT_TYPES) }),
  template('visitor_second_phone', { compound: Compound }),

  // Emergencies: to whoever is on duty. Nothing of whom it is about, or of what.
  template('health_alert', {}),
  /** 每日预警汇总 of a morning: how many statuses became another, and whether it comes late. */
  template('health_digest', {
    day: z.iso.date(),
    changes: z.number().int().min(0),
    late: z.boolean(),
  }),
  // Emergencies: that there is something to read, and nothing of what
  template('health_status_changed', {}),
  template('health_call_due', {}),
  template('health_feed_stopped', {}),
  /** One of the above in a drill. */
  template('emergency_drill', { of: z.enum(['alert', 'digest', 'call', 'feed']) }),

  // Doors: to whoever is on duty
  template('door_alarm', {
    /** The gate's name. */
    gate: z.string().max(40),
    alarm: z.enum(DOOR_ALARMS),
  }),

  // A gate where nobody stands: that somebody waits at it, and that it opened by itself
  template('gate_waits', { gate: z.string().max(40) }),
  template('gate_opened_itself', { gate: z.string().max(40) }),

  // Announcements
  template('announcement_urgent', {
    announcementId: z.string().max(60),
    title: z.string().max(60).optional(),
  }),
]);
export type NotificationContent = z.infer<typeof NotificationContent>;
export type NotificationTemplate = NotificationContent['template'];

/** Where a notification leads on the page of whoever reads it, such as `/requests/req_1_…`. */
export const NotificationLink = z
  .string()
  .max(200)
  .regex(/^\/(?!\/)[A-Za-z0-9/_?=&.-]*$/);

/**
 * To whom: whoever signs in by this number, a member of staff, or everybody who holds a role at
 * the place or around it when it is delivered.
 */
export const NotificationRecipient = z.union([
  z.strictObject({ account: AccountId }),
  z.strictObject({ staff: StaffId }),
  z.strictObject({ role: z.enum(ROLES), at: PlaceId }),
]);
export type NotificationRecipient = z.infer<typeof NotificationRecipient>;

/** Urgent ones wait for nobody's morning. */
export const URGENCIES = ['urgent', 'normal'] as const;

const Addressed = z.object({
  /** In which compound it happened. */
  compoundId: CompoundId,
  /** Names what it is about: the same key to the same person is told once. */
  key: z.string().min(1).max(200),
  to: NotificationRecipient,
  urgency: z.enum(URGENCIES),
  /** When it happened, unix milliseconds. */
  at: UnixMs,
  link: NotificationLink.optional(),
  /**
   * The number to tell an account by that keeps none, or is about to lose it: sealed under the
   * account, and let go once it is delivered.
   */
  sealedNumber: z.string().optional(),
});
export const Notification = z.intersection(NotificationContent, Addressed);
export type Notification = z.infer<typeof Notification>;
