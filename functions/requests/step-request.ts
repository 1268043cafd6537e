import { compoundOf } from '../../shared/ids.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { afterStep, type Taken } from './after-step.ts';
import type { DeskSettingsStore } from './desk-settings-store.ts';
import type { StoredRequest } from './request.ts';
import type { RequestStore } from './request-store.ts';

export type StepPorts = {
  readonly requests: Pick<RequestStore, 'changeRequest'>;
  readonly settings: Pick<DeskSettingsStore, 'readSettings'>;
};

/** Each try loses to somebody who got on; more often than this is a crowd around one request. */
const MOST_TRIES = 5;

/**
 * Takes a step by one conditional write. Where somebody was first, it is decided again on what
 * stands there: a claim is lost, and a note is added after the other's.
 * @param taking what is to be done with the request as it stands, or why not
 */
export async function stepRequest(
  { requests, settings }: StepPorts,
  seen: StoredRequest,
  taking: (request: StoredRequest) => Taken | Failure,
): Promise<StoredRequest | Failure> {
  const { calendar } = await settings.readSettings(compoundOf(seen.requestId));
  return changeRequest(requests, seen, (request) => {
    const taken = taking(request);
    return isFailure(taken) ? taken : afterStep(request, taken, calendar);
  });
}

/** Any change of a request, decided on what stands there. */
export function changeRequest(
  requests: StepPorts['requests'],
  seen: StoredRequest,
  decide: (request: StoredRequest) => StoredRequest | Failure,
): Promise<StoredRequest | Failure> {
  return decideAgain(seen, MOST_TRIES, {
    decide,
    write: (before, after) => requests.changeRequest(before, after),
  });
}
