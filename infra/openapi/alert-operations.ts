import * as alerts from '../../shared/messages/alerts.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now } = EXAMPLE;
const HOUR_MS = 3_600_000;
const alert: alerts.Alert = {
  changeId: 'hch_1_0000000000000001',
  residentId: 'res_1_0000000000000001',
  maskedName: '王**',
  houseLabel: '3-2-501',
  value: 'red',
  at: now,
  state: 'new',
  level: 'duty',
  byMe: false,
};

/** What the community sees to while an emergency lasts. */
export const OF_ALERTS = [
  operation(alerts.readAlertDesk, 'alert.read', 'Alerts, head-counts by building, the mornings', {
    answer: {
      values: [
        { value: 'green', words: { zh: '绿码', en: 'Green' }, severity: 0 },
        { value: 'red', words: { zh: '红码', en: 'Red' }, severity: 8 },
      ],
      alerts: [alert],
      buildings: [{ buildingId: 'bld_1_3', label: '3幢', standing: [{ value: 'red', count: 1 }] }],
      digests: [
        {
          day: '2026-11-18',
          from: now - 24 * HOUR_MS,
          until: now,
          changes: 1,
          became: [{ value: 'red', count: 1 }],
          buildings: [{ label: '3幢', changes: 1, worse: 1 }],
          madeAt: now,
          late: false,
        },
      ],
    },
  }),
  operation(alerts.acknowledgeAlert, 'alert.acknowledge', 'Says that they see to it', {
    answer: { ...alert, state: 'acknowledged', acknowledgedAt: now, byMe: true },
  }),
];
