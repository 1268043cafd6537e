import { readDashboard, readStreetOverview } from '../../shared/messages/street.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const overview = {
  compoundId: EXAMPLE.compoundId,
  communityId: 'com_1',
  name: '锦苑小区',
  at: EXAMPLE.now,
  houses: 160,
  residents: 412,
  passes: { active: 301, suspended: 2, cards: 64 },
  gates: { total: 3, enrolled: 3, silent: 1 },
  entries: 128,
  toDos: 1,
} as const;

/** A street at a glance, and one compound of it. */
export const OF_STREETS = [
  operation(readDashboard, 'dashboard.read', 'One compound in numbers', { answer: overview }),
  operation(readStreetOverview, 'street.read', 'Every compound one answers for, in numbers', {
    answer: {
      streets: [
        {
          streetId: 'str_1',
          name: '青枫街道',
          communities: [{ communityId: 'com_1', name: '锦苑社区' }],
          compounds: [overview],
        },
      ],
    },
  }),
];
