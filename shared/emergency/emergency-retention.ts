import type { Retention } from '../retention-classes.ts';

/** What is kept of emergencies, and how long. */
export const EMERGENCY_RETENTION = {
  emergency: {
    why: 'a public act: what was ordered, by which document and offices, until when; it names no resident',
    items: [
      'an emergency',
      'what acts in a compound',
      'the end of an emergency and its certificate',
    ],
  },
  health: {
    from: 'destroyed with the key of the emergency once that has ended',
    why: 'what is known of somebody’s health, or a household’s trips, serves the emergency and nothing after it',
    items: [
      'what an emergency knows of somebody, sealed',
      'with whom an emergency’s clock has something to do, sealed',
      'that a health status became another, sealed',
      'whom a registration code names, sealed',
      'a batch that a source of evidence sent, sealed',
      '200 results of a batch, sealed',
      'a batch that is not worked off, sealed',
      'a batch that waits for a third office, sealed',
      'of whom a batch says something severe, and what they share, sealed',
      'whose health status is not the usual one, sealed',
      'that a health status became severe, sealed',
      'whom an alert goes to next and when, sealed',
      'the digest of a morning, sealed',
      'a change of statuses that an office proposed, sealed',
      'whom somebody has to call, sealed',
      'how many trips a household has left on a day',
      'more trips for a household on a day, sealed',
      'an appeal that waits, sealed',
      'whom an emergency told something',
    ],
  },
} as const satisfies Record<string, Retention>;
