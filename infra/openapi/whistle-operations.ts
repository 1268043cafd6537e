import * as whistles from '../../shared/messages/whistles.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now } = EXAMPLE;
const HOUR_MS = 3_600_000;
const whistleId = 'whi_1_0123456789abcdef' as const;
const requestId = 'req_1_0123456789abcdef' as const;
const link = '1.0123456789abcdef.0.AAAAAAAAAAAAAAAAAAAAAA';
const asked = '3 幢地下室积水，请排水并查原因。';
const hotlineNumber = 'HZ2611180042';

const coming = {
  name: '城管执法队',
  by: now + 4 * HOUR_MS,
  state: 'coming' as const,
  answeredAt: now + HOUR_MS,
  comesAt: now + 3 * HOUR_MS,
  note: '带两台泵',
};
const called = { name: '供水公司', by: now + 4 * HOUR_MS, state: 'called' as const };
const opensUntil = now + 172 * HOUR_MS;
const call = {
  asked,
  at: now,
  hotlineNumber,
  place: '锦苑小区 3幢',
  departments: [coming, called],
  own: 0,
  opensUntil,
};
const whistle = {
  whistleId,
  requestId,
  asked,
  at: now,
  hotlineNumber,
  by: { office: 'community' as const, maskedName: '陈**' },
  departments: [
    { ...called, name: coming.name, link, opensUntil },
    { ...called, opensUntil },
  ],
};

/** Calling departments to a request. */
export const OF_WHISTLES = [
  operation(whistles.blowWhistle, 'whistle.blow', 'Call departments, each to answer by a time', {
    body: {
      key: '0123456789abcdef',
      asked,
      departments: [
        { name: coming.name, hours: 4 },
        { name: called.name, hours: 4 },
      ],
      hotlineNumber,
    },
    answer: whistle,
  }),
  operation(
    whistles.listWhistles,
    'whistle.read',
    'Who was called to a request, and what they said',
    {
      answer: { whistles: [whistle] },
    },
  ),
  operation(
    whistles.takeBackWhistle,
    'whistle.take_back',
    'Take a call on departments back; its links say why',
    {
      body: { reason: '水已退，不用到场了。' },
      answer: {
        ...whistle,
        takenBack: {
          at: now + HOUR_MS,
          reason: '水已退，不用到场了。',
          by: { office: 'community' as const, maskedName: '陈**' },
        },
      },
    },
  ),
];

/** What a department sees and says by its link. */
export const OF_WHISTLE_LINKS = [
  operation(whistles.readWhistleCall, 'whistle.answer', 'What a department’s link is about', {
    body: { link },
    answer: call,
  }),
  operation(whistles.answerWhistle, 'whistle.answer', 'Answer by a department’s link', {
    body: { link, answer: { says: 'coming', at: now + 3 * HOUR_MS, note: '带两台泵' } },
    answer: call,
  }),
];
