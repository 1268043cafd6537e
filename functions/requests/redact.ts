import type { StoredRequest, StoredStep } from './request.ts';

const withoutWords = ({ note: _, photos: __, ...step }: StoredStep): StoredStep => step;

/** What is left of a sensitive request once it is over: what was done when, and no words of it. */
function redacted(request: StoredRequest, now: number): StoredRequest {
  const { text: _, rating, ...rest } = request;
  return {
    ...rest,
    details: {},
    photos: [],
    steps: request.steps.map(withoutWords),
    handOvers: request.handOvers.map(({ label: _label, ...one }) => one),
    advances: request.advances.map(({ receipt: _receipt, ...one }) => one),
    ...(rating === undefined ? {} : { rating: { service: rating.service, at: rating.at } }),
    redactedAt: now,
  };
}

/** Of what is over, and sensitive, no words are kept. */
export function redactedOnceOver(request: StoredRequest, now: number): StoredRequest {
  const isOver = request.state === 'closed' || request.state === 'cancelled';
  return isOver && request.sensitive ? redacted(request, now) : request;
}
