import type { EVIDENCE_KINDS } from './status-rules.ts';

/** Where a change is that somebody proposes. Nothing of it is evidence before it has passed. */
export const CHANGE_STATES = [
  'proposed',
  'stopped',
  'passed',
  'done',
  'refused',
  'lapsed',
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** How long a proposal waits for the second office, and a stopped one for the third. */
export const DECIDED_WITHIN_HOURS = 24;
/** At once; more people are another proposal. */
export const MOST_PEOPLE = 200;

type Step = {
  readonly from: readonly ChangeState[];
  readonly to: ChangeState;
  readonly by: 'another_office' | 'tripwire' | 'third_office' | 'clock';
};

/** The one table of what can become of a proposal. What is not here is refused. */
export const CHANGE_STEPS = {
  refuse: { from: ['proposed'], to: 'refused', by: 'another_office' },
  pass: { from: ['proposed'], to: 'passed', by: 'another_office' },
  stop: { from: ['proposed'], to: 'stopped', by: 'tripwire' },
  approve: { from: ['stopped'], to: 'passed', by: 'third_office' },
  reject: { from: ['stopped'], to: 'refused', by: 'third_office' },
  carry_out: { from: ['passed'], to: 'done', by: 'clock' },
  lapse: { from: ['proposed', 'stopped'], to: 'lapsed', by: 'clock' },
} as const satisfies Record<string, Step>;
export type ChangeStep = keyof typeof CHANGE_STEPS;

/** Whether a step leads on from a state. */
export const leadsOn = (step: ChangeStep, state: ChangeState): boolean => {
  const from: readonly ChangeState[] = CHANGE_STEPS[step].from;
  return from.includes(state);
};

/** Why a status may be changed by two offices, and what evidence each reason can bring. */
export const CHANGE_REASONS = {
  close_contact_confirmed: 'exposure',
  test_at_hospital: 'test_result',
  isolation_order: 'isolation_order',
  record_corrected: 'correction',
} as const satisfies Record<string, (typeof EVIDENCE_KINDS)[number]>;
export type ChangeReason = keyof typeof CHANGE_REASONS;
// cast: the keys of an object literal are its keys
export const CHANGE_REASON_NAMES = Object.keys(CHANGE_REASONS) as [ChangeReason, ...ChangeReason[]];
