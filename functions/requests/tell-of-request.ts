import { FIRST_REQUEST_TYPES } from '../../shared/desk/request-types.ts';
import { typeNameIn } from '../../shared/desk/type-name.ts';
import { compoundOf, type PlaceId } from '../../shared/ids.ts';
import type {
  Notification,
  NotificationContent,
  NotificationRecipient,
  TOLD_STEPS,
} from '../../shared/messages/notifications.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { LEVEL_ROLES } from './offices.ts';
import { requestIn } from './project-requests.ts';
import type { StoredRequest, StoredStep } from './request.ts';

type Told = {
  readonly content: NotificationContent;
  readonly to: NotificationRecipient;
  /** Names it within the request. */
  readonly about: string;
  readonly at: number;
  readonly urgent?: boolean;
};

const HOUR_MINUTES = 60;
/** A lock-out, formula: what has a few hours by the clock waits for nobody's morning. */
const isUrgent = ({ deadline: { by, minutes } }: StoredRequest): boolean =>
  by === 'clock' && minutes <= 4 * HOUR_MINUTES;

const TOLD = {
  submit: 'received',
  claim: 'claimed',
  assign: 'assigned',
  start: 'started',
  pause: 'paused',
  resume: 'started',
  return: 'returned',
  transfer: 'transferred',
  finish: 'done',
  call_back: undefined,
  close: 'closed',
  cancel: 'cancelled',
  reopen: 'reopened',
  rate: undefined,
  remind: undefined,
  escalate: undefined,
  note: undefined,
} as const satisfies Record<StoredStep['step'], (typeof TOLD_STEPS)[number] | undefined>;

/** Of a sensitive request not even the type. */
const typeOf = ({ sensitive, typeId, typeName }: StoredRequest) => {
  if (sensitive) return {};
  const en = typeNameIn(FIRST_REQUEST_TYPES, { typeId, typeName }, 'en');
  return { type: { zh: typeName, ...(en === typeName ? {} : { en }) } };
};

/** Whoever asked by their own phone. */
function requesterOf({ askedBy }: StoredRequest): NotificationRecipient | undefined {
  return askedBy.by === 'account' ? { account: askedBy.accountId } : undefined;
}

/** To whoever asked: what others do with it. What they did themselves they know, but that it came. */
function toldToRequester(request: StoredRequest, step: StoredStep, number: number): Told[] {
  const about = String(number);
  const to = requesterOf(request);
  const said = TOLD[step.step];
  const isTheirs = step.by.as === 'requester' && step.step !== 'submit';
  if (to === undefined || said === undefined || isTheirs) return [];
  const { requestId } = request;
  // One message says that it is done and asks how it was: once, and not of what is rated already.
  const asksFirst = request.steps.findIndex((one) => one.step === 'finish') === number;
  if (asksFirst && request.rating === undefined) {
    const parameters = { requestId, ...typeOf(request) };
    return [{ content: { template: 'rating_asked', parameters }, to, about, at: step.at }];
  }
  const until = step.until === undefined ? {} : { until: step.until };
  const parameters = { requestId, ...typeOf(request), step: said, ...until };
  return [{ content: { template: 'request_step', parameters }, to, about, at: step.at }];
}

const roleAt = (roles: (typeof LEVEL_ROLES)[keyof typeof LEVEL_ROLES], at: PlaceId) =>
  roles.map((role) => ({ role, at }));

/** Who sees that it is done where nobody has it. */
const deskOf = ({ requestId }: StoredRequest): NotificationRecipient[] =>
  roleAt(LEVEL_ROLES.compound, compoundOf(requestId));

function levelOf(request: StoredRequest, level: NonNullable<StoredStep['level']>) {
  const { requestId, buildingId, gridId } = request;
  const compound = compoundOf(requestId);
  const at = { building: buildingId, grid: gridId }[String(level)] ?? compound;
  return roleAt(LEVEL_ROLES[level], at);
}

/** To those who do it, and those who see that it is done. */
function toldToStaff(request: StoredRequest, step: StoredStep, about: string): Told[] {
  const { requestId, dueAt, assignee, buildingId, sensitive } = request;
  const { at, to, level } = step;
  const type = typeOf(request);
  const urgent = isUrgent(request);
  const isGiven = step.step === 'assign' || step.step === 'transfer';
  if (isGiven && to !== undefined) {
    const place = sensitive || buildingId === undefined ? {} : { place: buildingId };
    const content = {
      template: 'task_assigned' as const,
      parameters: { requestId, ...type, ...place },
    };
    return [{ content, to: { staff: to }, about, at, urgent }];
  }
  if (step.step === 'remind') {
    const content = {
      template: 'request_reminder' as const,
      parameters: { requestId, ...type, dueAt },
    };
    const recipients = assignee === undefined ? deskOf(request) : [{ staff: assignee }];
    return recipients.map((one) => ({ content, to: one, about, at, urgent }));
  }
  if (step.step !== 'escalate' || level === undefined) return [];
  const content = {
    template: 'request_escalated' as const,
    parameters: { requestId, ...type, level, dueAt },
  };
  return levelOf(request, level).map((one) => ({ content, to: one, about, at, urgent }));
}

/** What was handed over or advanced by the worker, and waits for whoever asked. */
function toldOfThings(before: StoredRequest | undefined, request: StoredRequest): Told[] {
  const to = requesterOf(request);
  if (to === undefined) return [];
  const { requestId, handOvers, advances } = request;
  const parameters = { requestId, ...typeOf(request) };
  const told: Told[] = [];
  for (const { handOverId, out, back } of handOvers) {
    const was = before?.handOvers.find((one) => one.handOverId === handOverId);
    for (const [way, now, then] of [
      ['out', out, was?.out],
      ['back', back, was?.back],
    ] as const) {
      const { byWorker: at, byRequester, denied } = now;
      if (at === undefined || byRequester !== undefined || denied !== undefined) continue;
      // Denied, and said anew: asked anew.
      const isAnew = then?.denied !== undefined;
      if (then?.byWorker !== undefined && !isAnew) continue;
      const content = { template: 'hand_over_to_confirm' as const, parameters };
      told.push({ content, to, about: `${handOverId}-${way}${isAnew ? `-${at}` : ''}`, at });
    }
  }
  for (const { advanceId, settled } of advances) {
    const isKnown = before?.advances.some((one) => one.advanceId === advanceId) ?? false;
    if (isKnown || settled.byRequester !== undefined) continue;
    const content = { template: 'advance_to_settle' as const, parameters };
    told.push({ content, to, about: advanceId, at: request.audit.at });
  }
  return told;
}

/** The rating came: whoever did it reads it, and may answer. */
function toldOfRating(before: StoredRequest | undefined, request: StoredRequest): Told[] {
  const { requestId, rating, assignee } = request;
  if (rating === undefined || assignee === undefined || before?.rating !== undefined) return [];
  const parameters = { requestId, ...typeOf(request) };
  const content = { template: 'rating_received' as const, parameters };
  return [{ content, to: { staff: assignee }, about: 'rating', at: rating.at }];
}

/** Whom a change of a request is told, by what was added to it. */
export function toldOf(
  before: StoredRequest | undefined,
  request: StoredRequest,
): readonly Notification[] {
  const { requestId } = request;
  const known = before?.steps.length ?? 0;
  const told = request.steps.slice(known).flatMap((step, number) => {
    const at = known + number;
    return [...toldToRequester(request, step, at), ...toldToStaff(request, step, String(at))];
  });
  const all = [...told, ...toldOfThings(before, request), ...toldOfRating(before, request)];
  return all.map(({ content, to, about, at, urgent = false }) => ({
    ...content,
    compoundId: compoundOf(requestId),
    key: `${requestId}#${about}#${content.template}`,
    to,
    urgency: urgent ? 'urgent' : 'normal',
    at,
    link: `/requests/${requestId}`,
  }));
}

/** Tells of a request from the stream: delivered twice, everybody is told once. */
export async function tellOfRequest(ports: NotifyPorts, change: ItemChange): Promise<void> {
  const [before, after] = [requestIn(change.before), requestIn(change.after)];
  if (after === undefined) return;
  for (const told of toldOf(before, after)) await notify(ports, told);
}
