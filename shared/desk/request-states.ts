/** Where a request is. Open ones wait for somebody; the others wait for nobody. */
export const REQUEST_STATES = [
  'new',
  'claimed',
  'assigned',
  'in_progress',
  'paused',
  'returned',
  'transferred',
  'done',
  'rated',
  'called_back',
  'closed',
  'cancelled',
  'reopened',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
