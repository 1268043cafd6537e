import { figuresOf } from './child.ts';
import type { Subject } from './figure.ts';

/** What a guard's page hands in late, through its own queue. */
export const queue: Subject = {
  names: ['queue'],
  measure: () =>
    figuresOf('test/web/guard/queue-figure.ts', {
      'queue.10000.uploadSeconds': {
        unit: 's',
        note: '10,000 scans by the page’s own queue, one upload after another',
      },
    }),
};
