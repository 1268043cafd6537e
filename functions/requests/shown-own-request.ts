import { REOPENED_WITHIN_MS, stateAfter } from '../../shared/desk/request-lifecycle.ts';
import type { ResidentId } from '../../shared/ids.ts';
import type { OwnRequest } from '../../shared/messages/requests.ts';
import type { StoredRequest } from './request.ts';
import { shownStep } from './shown-step.ts';

/** Whether somebody can still say that it was not done. */
export function canReopen(request: StoredRequest, now: number): boolean {
  const { state, reopened, closedAt = now } = request;
  const isAllowed = stateAfter(state, 'reopen') !== undefined && !reopened;
  return isAllowed && now - closedAt <= REOPENED_WITHIN_MS;
}

/** As whoever asked follows it. */
export function ownRequestOf(
  request: StoredRequest,
  { residentId, now }: { readonly residentId: ResidentId; readonly now: number },
): OwnRequest {
  const { requestId, typeId, typeName, state, at, dueAt, version } = request;
  const { maskedName, text, details, photos, handOvers, advances, rating } = request;
  return {
    requestId,
    typeId,
    typeName,
    state,
    at,
    dueAt,
    version,
    residentId,
    ...(maskedName === undefined ? {} : { forMaskedName: maskedName }),
    ...(text === undefined ? {} : { text }),
    details,
    photos,
    steps: request.steps.map(shownStep),
    handOvers,
    advances,
    ...(rating === undefined ? {} : { rating }),
    redacted: request.redactedAt !== undefined,
    canReopen: canReopen(request, now),
  };
}
