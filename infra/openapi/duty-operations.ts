import * as duty from '../../shared/messages/duty.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { staffId, gateId, now } = EXAMPLE;
const person = { staffId, maskedName: '胡**' };
const week = '2026-11-16';
const post = 'gatehouse' as const;

/** The duty roster. */
export const OF_DUTY = [
  operation(duty.readDutyWeek, 'duty.read', 'Who stands at which post in a week', {
    answer: {
      week,
      posts: [
        {
          post,
          week,
          template: 'three',
          turns: [{ day: 3, turn: 1, staff: [person] }],
          version: 1,
        },
      ],
      staff: [{ ...person, roles: ['guard'] }],
    },
  }),
  operation(duty.setDutyPlan, 'duty.edit', 'Write a week of one post', {
    body: { post, template: 'two', turns: [{ day: 3, turn: 0, staffIds: [staffId] }], version: 1 },
    answer: { version: 2 },
  }),
  operation(duty.readDutyNow, 'duty.read', 'Who is on duty now, and what was handed over', {
    answer: {
      posts: [{ post, staff: [person], from: now - 14_400_000, to: now + 14_400_000 }],
      gates: [{ gateId, name: '东门', guardName: '胡**', since: now - 3_600_000 }],
      handOvers: [{ post, at: now, by: person, note: '3 幢电梯报修', open: ['电梯'] }],
    },
  }),
  operation(duty.leaveHandOver, 'duty.read', 'Leave a note for whoever comes', {
    body: { post, note: '3 幢电梯报修', open: ['电梯'] },
    answer: { at: now },
  }),
  operation(duty.confirmHandOver, 'duty.read', 'Take over what somebody else left', {
    body: { post, at: now },
  }),
];
