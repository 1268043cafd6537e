import type { StoredRequest, StoredStep } from './request.ts';

type Said = StoredRequest['advances'][number]['settled'];

const withoutWords = ({ note: _, photos: __, ...step }: StoredStep): StoredStep => step;

function withoutNote({ witness, ...said }: Said): Said {
  if (witness === undefined) return said;
  const { note: _, ...who } = witness;
  return { ...said, witness: who };
}

/** What is left of a sensitive request once it is over: what was done when, and no words of it. */
function redacted(request: StoredRequest, now: number): StoredRequest {
  const { text: _, rating, ...rest } = request;
  return {
    ...rest,
    details: {},
    photos: [],
    steps: request.steps.map(withoutWords),
    handOvers: request.handOvers.map(({ label: _label, ...one }) => ({
      ...one,
      out: withoutNote(one.out),
      back: withoutNote(one.back),
    })),
    advances: request.advances.map(({ receipt: _receipt, ...one }) => ({
      ...one,
      settled: withoutNote(one.settled),
    })),
    ...(rating === undefined ? {} : { rating: { service: rating.service, at: rating.at } }),
    redactedAt: now,
  };
}

/** Of what is over, and sensitive, no words are kept. */
export function redactedOnceOver(request: StoredRequest, now: number): StoredRequest {
  const isOver = request.state === 'closed' || request.state === 'cancelled';
  return isOver && request.sensitive ? redacted(request, now) : request;
}
