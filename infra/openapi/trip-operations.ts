import * as trips from '../../shared/messages/trips.ts';
import { operation } from './operation.ts';

/** How many trips a household has left today, while an emergency response counts them. */
export const OF_OWN_TRIPS = [
  operation(trips.readOwnTrips, 'trip_quota.read', 'How many trips a household has left today', {
    answer: {
      day: '2026-11-18',
      perDay: 2,
      left: 1,
      event: '呼吸道传染病疫情',
      documentNumber: '青政疫〔2026〕1号',
      authority: '青枫区人民政府',
    },
  }),
];

/** What a gate's device asks where whoever lives there leaves. */
export const OF_TRIP_COUNTS = [
  operation(trips.countTrip, 'trip.count', 'Counts that somebody leaves, once for a scan', {
    body: { boot: 2_914_403_712, seq: 17, index: 161 },
    answer: { counted: true, left: 1 },
  }),
];

export const OF_TRIP_GRANTS = [
  operation(trips.grantTrips, 'trip_quota.grant', 'Gives a household more trips today', {
    body: { key: '0123456789abcdef', trips: 1, reason: '去医院复诊' },
    answer: { left: 1 },
  }),
];
