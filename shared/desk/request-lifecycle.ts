import type { RequestState } from './request-states.ts';

export { REQUEST_STATES, type RequestState } from './request-states.ts';

/** Who does a step: whoever asked, whoever does the work, whoever runs the desk, or the clock. */
export type StepBy = 'requester' | 'assignee' | 'anybody_able' | 'desk' | 'clock';

type Step = {
  readonly from: readonly RequestState[];
  /** Absent where the state stays. */
  readonly to?: RequestState;
  readonly by: readonly StepBy[];
};

/** Nobody has it. */
const WAITING = ['new', 'returned', 'reopened'] as const satisfies RequestState[];
/** Somebody has it. */
const HELD = [
  'claimed',
  'assigned',
  'transferred',
  'in_progress',
  'paused',
] as const satisfies RequestState[];
/** Its time runs: somebody is to do something. */
const RUNNING = [
  ...WAITING,
  'claimed',
  'assigned',
  'transferred',
  'in_progress',
] as const satisfies RequestState[];
/** What waits for somebody, and what somebody has. */
export const OPEN_STATES = [...WAITING, ...HELD] as const;
const FINISHED = ['done', 'rated', 'called_back'] as const satisfies RequestState[];

/** The one table of what can become of a request. What is not here is refused. */
export const REQUEST_STEPS = {
  claim: { from: WAITING, to: 'claimed', by: ['anybody_able'] },
  assign: { from: [...WAITING, ...HELD], to: 'assigned', by: ['desk', 'clock'] },
  start: { from: ['claimed', 'assigned', 'transferred'], to: 'in_progress', by: ['assignee'] },
  pause: { from: ['in_progress'], to: 'paused', by: ['assignee'] },
  resume: { from: ['paused'], to: 'in_progress', by: ['assignee'] },
  return: { from: HELD, to: 'returned', by: ['assignee', 'desk', 'clock'] },
  transfer: { from: HELD, to: 'transferred', by: ['assignee', 'desk'] },
  finish: { from: ['in_progress'], to: 'done', by: ['assignee'] },
  rate: { from: ['done'], to: 'rated', by: ['requester'] },
  call_back: { from: ['done'], to: 'called_back', by: ['desk'] },
  close: { from: FINISHED, to: 'closed', by: ['desk', 'clock'] },
  cancel: {
    from: [...WAITING, 'claimed', 'assigned', 'transferred'],
    to: 'cancelled',
    by: ['requester', 'desk'],
  },
  reopen: { from: [...FINISHED, 'closed'], to: 'reopened', by: ['requester', 'desk'] },
  /** Before its time is over: whoever has it, or the desk, is told. */
  remind: { from: RUNNING, by: ['clock'] },
  /** After: the next level up is told. */
  escalate: { from: RUNNING, by: ['clock'] },
  note: { from: [...WAITING, ...HELD, ...FINISHED], by: ['requester', 'assignee', 'desk'] },
} as const satisfies Record<string, Step>;
export type RequestStep = keyof typeof REQUEST_STEPS;
// cast: the keys of an object literal are its keys
export const REQUEST_STEP_NAMES = Object.keys(REQUEST_STEPS) as [RequestStep, ...RequestStep[]];

/** What a step makes of a state; undefined where the table forbids it. */
export function stateAfter(state: RequestState, step: RequestStep): RequestState | undefined {
  const { from, to }: Step = REQUEST_STEPS[step];
  return from.includes(state) ? (to ?? state) : undefined;
}

export const isWaiting = (state: RequestState): boolean => WAITING.some((one) => one === state);
export const isHeld = (state: RequestState): boolean => HELD.some((one) => one === state);
/** Whether a deadline still runs for it. */
export const isOpen = (state: RequestState): boolean => isWaiting(state) || isHeld(state);
export const isFinished = (state: RequestState): boolean => FINISHED.some((one) => one === state);

/** Who is told of what is late, from the nearest up. */
export const ESCALATION_LEVELS = ['building', 'grid', 'compound', 'community', 'street'] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** How long after it was closed somebody can say that it was not done. */
export const REOPENED_WITHIN_MS = 7 * 86_400_000;
/** A pause without a day ends by itself after this, and so does every longer one. */
export const PAUSED_AT_MOST_MS = 7 * 86_400_000;
/** Done, and nobody said anything: closed by the clock. */
export const CLOSED_AFTER_MS = 3 * 86_400_000;
