import { createHash } from 'node:crypto';
import { type DeskCalendar, momentAfter } from '../../shared/desk/desk-calendar.ts';
import type { RequestType } from '../../shared/desk/request-types.ts';
import {
  type AccountId,
  type CompoundId,
  compoundNumberOf,
  newRequestId,
  type PhotoId,
  type RequestId,
  type StaffId,
} from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Resident } from '../residents/index.ts';
import { withHolder } from './holder.ts';
import { onTheClock } from './on-the-clock.ts';
import type { RequestPlace } from './place-of-request.ts';
import type { StepActor, StoredRequest } from './request.ts';
import type { Routed } from './routing.ts';

/** The same from the same sender by the same key, so that what is sent twice is one. */
export function requestIdOf(
  compound: CompoundId,
  sender: AccountId | StaffId,
  key: string,
): RequestId {
  const hash = createHash('sha256').update(`${sender} ${key}`).digest();
  return newRequestId(compoundNumberOf(compound), hash);
}

export type Asking = {
  readonly requestId: RequestId;
  readonly type: RequestType;
  readonly calendar: DeskCalendar;
  readonly place: RequestPlace;
  readonly routed: Routed;
  readonly resident?: Pick<Resident, 'residentId' | 'maskedName'> | undefined;
  readonly askedBy: StoredRequest['askedBy'];
  readonly by: StepActor;
  readonly hotlineNumber?: string | undefined;
  readonly words: {
    readonly text: string;
    readonly details: Readonly<Record<string, string>>;
    readonly photos: readonly PhotoId[];
  };
  readonly facts: AuditFacts;
  readonly now: number;
};

/** A request as it is first written: asked, and where it has gone to somebody at once, assigned. */
export function newRequest(asking: Asking): StoredRequest {
  const { requestId, type, calendar, place, routed, resident, words, facts, now } = asking;
  const { to, teamId } = routed;
  const { askedBy, by, hotlineNumber } = asking;
  const asked: StoredRequest = {
    requestId,
    typeId: type.typeId,
    typeName: type.name.zh,
    sensitive: type.sensitive,
    deadline: type.deadline,
    dispatch: type.dispatch,
    state: to === undefined ? 'new' : 'assigned',
    ...(resident === undefined
      ? {}
      : { residentId: resident.residentId, maskedName: resident.maskedName }),
    askedBy,
    ...place.fields,
    text: words.text,
    details: { ...words.details },
    photos: [...words.photos],
    at: now,
    dueAt: momentAfter(calendar, now, type.deadline),
    ...(teamId === undefined ? {} : { teamId }),
    steps: [
      { step: 'submit', at: now, by },
      ...(to === undefined
        ? []
        : [{ step: 'assign' as const, at: now, by: { as: 'clock' as const }, to: to.staffId }]),
    ],
    handOvers: [],
    advances: [],
    reopened: false,
    ...(hotlineNumber === undefined ? {} : { hotlineNumber }),
    version: 1,
    audit: facts,
  };
  const held = to === undefined ? asked : withHolder(asked, to);
  return onTheClock(undefined, held, { calendar, now });
}
