/**
 * Where an emergency is. Nothing of it acts before it is open, and nothing once it has ended; from
 * then on there is only destruction.
 */
export const EMERGENCY_STATES = [
  'declared',
  'open',
  'refused',
  'lapsed',
  'ended',
  'destroyed',
] as const;
export type EmergencyState = (typeof EMERGENCY_STATES)[number];

/** How long a declaration, or a renewal, waits for the second office. */
export const CONFIRMED_WITHIN_HOURS = 24;

/**
 * How long an end that one office decided waits for another before what was known is destroyed: long
 * enough to ask why, and no longer.
 */
export const END_CONFIRMED_WITHIN_HOURS = 72;

type Step = {
  readonly from: readonly EmergencyState[];
  /** Absent where the state stays. */
  readonly to?: EmergencyState;
  readonly by: readonly ('declaring_office' | 'another_office' | 'clock')[];
};

/** The one table of what can become of an emergency. What is not here is refused. */
export const EMERGENCY_STEPS = {
  confirm: { from: ['declared'], to: 'open', by: ['another_office'] },
  refuse: { from: ['declared'], to: 'refused', by: ['another_office'] },
  lapse: { from: ['declared'], to: 'lapsed', by: ['clock'] },
  ask_renewal: { from: ['open'], by: ['declaring_office'] },
  renew: { from: ['open'], by: ['another_office'] },
  end: { from: ['open'], to: 'ended', by: ['declaring_office', 'another_office', 'clock'] },
  confirm_end: { from: ['ended'], by: ['another_office'] },
  destroy: { from: ['ended'], to: 'destroyed', by: ['clock'] },
} as const satisfies Record<string, Step>;
