import { figuresOf } from './child.ts';
import type { Subject } from './figure.ts';

/** People imported in one batch by one community of the pilot. */
export const rosters: Subject = {
  names: ['import.10369'],
  measure: () =>
    figuresOf('test/bench/import-roster.ts', {
      'import.10369.seconds': {
        unit: 's',
        target: { atMost: 60 },
        note: 'one .xlsx, from its upload to the last of 10,369 people in the register',
      },
      'import.10369.mb': {
        unit: 'MB',
        target: { atMost: 400 },
        note: 'the most that the process held meanwhile',
      },
    }),
};
