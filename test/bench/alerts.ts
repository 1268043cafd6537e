import { figuresOf } from './child.ts';
import type { Subject } from './figure.ts';

/** How soon whoever is on duty can read that somebody's status became severe. */
export const alertSpeed: Subject = {
  names: ['alert.changeToInbox'],
  measure: () =>
    figuresOf('test/bench/alert-to-inbox.ts', {
      'alert.changeToInbox.p95Ms': {
        unit: 'ms',
        target: { atMost: 3_000 },
        note: '60 decisions of two offices, each from its request to the worker’s inbox',
      },
      'alert.changeToInbox.medianMs': { unit: 'ms' },
    }),
};
