import {
  countGateDay,
  endTrial,
  listDayDisagreements,
  listDayOpenings,
  reviewOpenings,
  setTrial,
} from '../../shared/messages/gate-days.ts';
import { checkHousePin } from '../../shared/messages/gates.ts';
import {
  listShiftPins,
  removeShiftPin,
  reportRelief,
  setShiftPin,
} from '../../shared/messages/shift-pins.ts';
import { EXAMPLE } from './example-values.ts';
import { type Operation, operation } from './operation.ts';

const HOUR_MS = 3_600_000;
const guardName = '胡**';

/** What a manager reads of a gate's days, and decides by it. */
export const OF_GATE_DAYS: readonly Operation[] = [
  operation(listDayOpenings, 'gate_day.read', 'A day’s openings by hand, and which are repeated', {
    answer: {
      openings: [{ openedAt: EXAMPLE.now, class: 'visitor', building: 3, guardName }],
      repeated: [
        {
          class: 'emergency',
          staffId: EXAMPLE.staffId,
          guardName,
          count: 1,
          lastOpenedAt: EXAMPLE.now,
        },
      ],
    },
  }),
  operation(reviewOpenings, 'opening.review', 'Note that repeated openings were looked at', {
    body: { class: 'emergency', staffId: EXAMPLE.staffId, count: 1 },
  }),
  operation(listDayDisagreements, 'gate_day.read', 'Where gate and server differ on a day', {
    answer: {
      disagreements: [
        {
          scannedAt: EXAMPLE.now,
          direction: 'in',
          gate: { outcome: 'allow', reason: 'ok' },
          server: { outcome: 'deny', reason: 'revoked' },
          letIn: true,
          deviceId: EXAMPLE.deviceId,
        },
      ],
      refusedReliefs: [{ at: EXAMPLE.now, guardName, deviceId: EXAMPLE.deviceId }],
    },
  }),
  operation(countGateDay, 'gate_day.read', 'A day in counts: who came in, who was sent away', {
    answer: {
      entries: [{ hour: 8, class: 'resident', building: '3幢', count: 41 }],
      turnedAway: [{ hour: 8, reason: 'stale_code', count: 2 }],
      wouldBeRefused: [{ reason: 'stale_code', count: 1 }],
    },
  }),
  operation(setTrial, 'gate.set_trial', 'Put a gate on trial until a moment', {
    body: { until: EXAMPLE.now + 240 * HOUR_MS },
  }),
  operation(endTrial, 'gate.set_trial', 'End a gate’s trial', {}),
  operation(listShiftPins, 'shift_pin.manage', 'Who can take over a shift without a network', {
    answer: { guards: [{ staffId: EXAMPLE.staffId, guardName, setAt: EXAMPLE.now }] },
  }),
  operation(removeShiftPin, 'shift_pin.manage', 'Take a guard’s shift PIN away', {}),
];

/** Taking over a shift without a network. */
export const OF_RELIEF: readonly Operation[] = [
  operation(setShiftPin, 'shift_pin.set', 'Set one’s own shift PIN', { body: { pin: '804213' } }),
  operation(reportRelief, 'shift.relieve', 'Report a shift that began by PIN', {
    body: {
      after: EXAMPLE.shiftId,
      staffId: EXAMPLE.staffId,
      guardName,
      startedAt: EXAMPLE.now,
      claim: 'A'.repeat(43),
    },
    answer: { endsBy: EXAMPLE.now + 14 * HOUR_MS, shiftKey: EXAMPLE.jwe },
  }),
];

/** What a guard asks where somebody has neither phone nor card. */
export const OF_SAID_PINS: readonly Operation[] = [
  operation(checkHousePin, 'house_pin.check', 'Whose PIN was said with a house number', {
    body: { house: '3-2-501', pin: '804213' },
    answer: { holder: { maskedName: '王**', building: '3幢' } },
  }),
];
