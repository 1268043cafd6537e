import * as figures from '../../shared/messages/desk-figures.ts';
import * as matters from '../../shared/messages/request-matters.ts';
import { ownAnswer, staffAnswer } from './desk-operations.ts';
import { operation } from './operation.ts';

const key = '0123456789abcdef';
const own = ownAnswer();
const answer = staffAnswer();
const typed = { typeId: 'repair', typeName: '报修' } as const;

export const OF_MATTERS = [
  operation(
    matters.recordHandOver,
    'hand_over.record',
    'Say what was put into one’s hands: a card, a key, cash with its amount',
    { body: { key, what: 'social_card', label: '社保卡' }, answer },
  ),
  operation(matters.giveBack, 'hand_over.record', 'Say that it was given back', { answer }),
  operation(matters.recordAdvance, 'advance.record', 'Say what was paid, with the receipt', {
    body: { key, amountFen: 12_350 },
    answer,
  }),
  operation(matters.settleAdvance, 'advance.record', 'Say that the money is settled', { answer }),
  operation(
    matters.witnessMatter,
    'request.close',
    'Say what somebody without a phone said, and how it was heard; never by whoever has the request',
    { body: { of: 'back', handOverId: key, note: '打电话问过本人' }, answer },
  ),
  operation(matters.answerRating, 'rating.answer', 'Answer what was said of the service, once', {
    body: { text: '谢谢，下次先打电话' },
    answer,
  }),
  operation(
    matters.confirmOwnHandOver,
    'own_hand_over.confirm',
    'Say that a thing is with the worker, or back',
    { body: { of: 'back' }, answer: own },
  ),
  operation(matters.settleOwnAdvance, 'own_advance.settle', 'Say that the money is settled', {
    answer: own,
  }),
  operation(
    matters.denyOwnMatter,
    'own_matter.deny',
    'Say that it was not given, is not back or not settled',
    { body: { of: 'back', handOverId: key }, answer: own },
  ),
  operation(
    figures.readScoreboard,
    'scoreboard.read',
    'What the desk of a compound has done, for anybody: counts and times, few as few',
    {
      answer: {
        compoundName: '锦苑小区',
        done: 107,
        months: [
          {
            month: '2026-11',
            types: [
              { ...typed, asked: 24, done: 21, inTime: 19, medianHours: 5.5 },
              { typeId: 'urgent', typeName: '急需', asked: '<3', done: '<3' },
            ],
          },
        ],
      },
    },
  ),
  operation(
    figures.readDeskFigures,
    'desk_figures.read',
    'What is open, late and done at the desk: each list one table and one drawing',
    {
      answer: {
        open: [{ ...typed, state: 'claimed', count: 3, late: 1 }],
        days: [{ day: '2026-11-18', done: 4, cancelled: 1 }],
        types: [
          {
            ...typed,
            done: 21,
            inTime: 19,
            medianHours: 5.5,
            rated: { notDone: 1, done: 6, doneWell: 9 },
          },
        ],
      },
    },
  ),
];
