import type { Retention } from '../retention-classes.ts';

/** What is kept of emergencies, and how long. */
export const EMERGENCY_RETENTION = {
  emergency: {
    why: 'a public act: what was ordered, by which document and offices, until when; it names no resident',
    items: ['an emergency', 'what acts in a compound'],
  },
} as const satisfies Record<string, Retention>;
