import * as z from 'zod';
import { CompoundId } from '../../shared/ids.ts';
import {
  type Notification,
  NotificationContent,
  NotificationLink,
  NotificationRecipient,
  URGENCIES,
} from '../../shared/messages/notifications.ts';
import {
  CHANNELS,
  type Channel,
  type NotificationKind,
  policyOf,
} from '../../shared/notifications/policy.ts';
import { type QuietHours, quietUntil } from '../../shared/notifications/quiet-hours.ts';
import { Person } from './person.ts';

/** What becomes of a message to somebody's phone. Conditions are made from the table. */
export const SENDING_LIFECYCLE = [
  { from: 'none', to: 'waiting', by: 'delivery' },
  { from: 'waiting', to: 'waiting', by: 'delivery' },
  { from: 'waiting', to: 'sent', by: 'delivery' },
  { from: 'waiting', to: 'needless', by: 'delivery' },
  { from: 'waiting', to: 'undelivered', by: 'delivery' },
  { from: 'undelivered', to: 'waiting', by: 'property_manager, community_worker' },
] as const;

const MINUTE_MS = 60_000;
const UnixMs = z.number().int();

/** How far one channel has come with one notification to one person. */
export const ChannelState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), due: UnixMs, tries: z.number().int() }),
  z.object({ state: z.literal('sent'), at: UnixMs }),
  /** It was read before its time, their role has ended, or there is nothing to send it to. */
  z.object({ state: z.literal('needless'), at: UnixMs }),
  z.object({ state: z.literal('undelivered'), at: UnixMs, tries: z.number().int() }),
]);
export type ChannelState = z.infer<typeof ChannelState>;
export type Waiting = Extract<ChannelState, { state: 'waiting' }>;

/** That somebody was told something, since when, and how far each channel is. */
export const Told = z.object({
  at: UnixMs,
  channels: z.partialRecord(z.enum(CHANNELS), ChannelState),
});
export type Told = z.infer<typeof Told>;

/** A message that is to be sent to somebody's phone. */
export const Sending = z.intersection(
  NotificationContent,
  z.object({
    compoundId: CompoundId,
    person: Person,
    /** By which role or office they are told; absent of whoever is told as themselves. */
    to: NotificationRecipient.optional(),
    /** Names the notification at this person. */
    digest: z.string().regex(/^[0-9a-f]{20}$/),
    channel: z.enum(CHANNELS),
    urgency: z.enum(URGENCIES),
    /** When it happened. */
    at: UnixMs,
    link: NotificationLink.optional(),
    sealedNumber: z.string().optional(),
    /** When it is to be sent. */
    due: UnixMs,
    /** How often it was tried. */
    tries: z.number().int(),
  }),
);
export type Sending = z.infer<typeof Sending>;

/** One try ends within this, or somebody else takes it. */
export const TRY_LASTS_MS = MINUTE_MS;
/** Waits between tries; after the last it lies with what was not delivered. */
const WAITS_MS = [1, 5, 30, 120, 360].map((minutes) => minutes * MINUTE_MS);

/** What each kind is chosen by; push is chosen by subscribing, for each browser. */
type ChosenChannel = Exclude<Channel, 'push'>;
/** Which channels besides the inbox somebody wants, by kind of notification. */
export type Wants = Readonly<Record<NotificationKind, Readonly<Record<ChosenChannel, boolean>>>>;

/** Ways to the phone that this takes to somebody, besides the inbox. */
export function channelsFor(
  { template, urgency }: Pick<Notification, 'template' | 'urgency'>,
  {
    wants,
    hasWeChat,
    hasPush,
  }: { readonly wants: Wants; readonly hasWeChat: boolean; readonly hasPush: boolean },
): readonly Channel[] {
  const { kind, sms = false, call = false } = policyOf(template);
  const isUrgent = urgency === 'urgent';
  const fits: Readonly<Record<Channel, boolean>> = {
    sms: isUrgent || sms,
    call: isUrgent && call,
    wechat: hasWeChat,
    push: hasPush,
  };
  const wanted = wants[kind];
  const isWanted = (channel: Channel) =>
    channel === 'push' ? Object.values(wanted).some((wants) => wants) : wanted[channel];
  return CHANNELS.filter((channel) => fits[channel] && isWanted(channel));
}

type Timed = { readonly urgency: Notification['urgency'] };

/** When a message may go out: at once, or what is not urgent once it is no longer quiet. */
export const dueAfter = ({ urgency }: Timed, quiet: QuietHours, nowMs: number): number =>
  (urgency === 'urgent' ? undefined : quietUntil(quiet, nowMs)) ?? nowMs;

/** What a failed try leads to. */
export function afterFailure(
  { urgency, tries }: Timed & { readonly tries: number },
  quiet: QuietHours,
  nowMs: number,
): Waiting | Extract<ChannelState, { state: 'undelivered' }> {
  const wait = WAITS_MS[tries];
  if (wait === undefined) return { state: 'undelivered', at: nowMs, tries: tries + 1 };
  return { state: 'waiting', due: dueAfter({ urgency }, quiet, nowMs + wait), tries: tries + 1 };
}
