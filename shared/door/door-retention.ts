import { KEPT_MS } from '../retention.ts';

/** What is kept of doors: classes of shared/retention-classes.ts. */
export const DOOR_RETENTION = {
  door_alarm: {
    ms: KEPT_MS.door_alarm,
    from: 'its beginning',
    why: 'what a door did in a fire, or who was at its box, is asked about for a year; nobody stands in it',
    items: ['what was wrong at a door'],
  },
} as const;
