import * as health from '../../shared/messages/health.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now } = EXAMPLE;
const DAY_MS = 86_400_000;
const asked = {
  event: '呼吸道传染病疫情',
  documentNumber: '青政疫〔2026〕1号',
  authority: '青枫区人民政府',
  until: now + 20 * DAY_MS,
  findings: [
    {
      finding: 'symptoms',
      alone: false,
      words: {
        zh: '您在防疫登记中填报了发热等症状',
        en: 'You registered a fever or another symptom',
      },
    },
  ],
};
const registration = {
  ...asked,
  registered: { code: '7d2m0a4kq9x3wzr5', at: now },
  said: { findings: ['symptoms'], at: now, until: now + 3 * DAY_MS },
};

/** What a resident says of their health, and sees of it, while an emergency lasts. */
export const OF_OWN_HEALTH = [
  operation(
    health.readOwnRegistration,
    'own_health.read',
    'Whether somebody has registered, and what can be said',
    { answer: registration },
  ),
  operation(health.registerOwnHealth, 'own_health.register', 'Registers, once for everywhere', {
    body: { findings: ['symptoms'] },
    answer: registration,
  }),
];

/** What sources of evidence send, known by their signature alone. */
export const OF_HEALTH_FEEDS = [
  operation(
    health.sendHealthFeed,
    'health_feed.send',
    'Sends a signed batch of results, or takes one back',
    { answer: { batch: '20261118-01', results: 10_369, withdrawn: false } },
  ),
];

/** What the community does about health while an emergency lasts. */
export const OF_HEALTH = [
  operation(
    health.readRegistrationAsked,
    'health.register_for',
    'What is to be asked of somebody who has no phone',
    { answer: asked },
  ),
  operation(
    health.registerHealthFor,
    'health.register_for',
    'Registers somebody who has no phone',
    { body: { findings: ['symptoms'] }, answer: registration },
  ),
  operation(
    health.listSpecimens,
    'health_change.propose',
    'The people of a drill, who stand in no register, and by which codes a laboratory knows them',
    {
      answer: {
        specimens: [
          { residentId: EXAMPLE.residentId, maskedName: '演练01', code: '0123456789abcdef' },
        ],
      },
    },
  ),
];
