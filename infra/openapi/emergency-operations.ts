import * as emergencies from '../../shared/messages/emergencies.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now, compoundId } = EXAMPLE;
const DAY_MS = 86_400_000;
const emergencyId = 'emg_1_0123456789abcdef' as const;
const measures = ['registration' as const, 'isolation_care' as const];
const document = {
  number: '青政疫〔2026〕3号',
  authority: '青枫区人民政府',
  level: 'county' as const,
  issuedOn: shanghaiDay(now),
  scope: ['str_1' as const],
  measures,
  until: shanghaiDay(now + 20 * DAY_MS),
};
const { scope: _scope, measures: _measures, ...shown } = document;
const until = now + 14 * DAY_MS;
const event = '呼吸道传染病疫情';
const changed = { emergencyId, version: 2 };
const feed = {
  name: '区检测中心',
  kid: 'lab-1',
  key: {
    kty: 'EC' as const,
    crv: 'P-256' as const,
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  },
};

/** Declaring an emergency response, confirming, renewing and ending it. */
export const OF_EMERGENCIES = [
  operation(
    emergencies.listEmergencies,
    'emergency.read',
    'The emergency responses that concern whoever asks, and where they may declare one',
    {
      answer: {
        emergencies: [
          {
            emergencyId,
            mode: 'real',
            state: 'open',
            event,
            document: shown,
            scope: [{ placeId: compoundId, name: '锦苑小区' }],
            measures,
            until,
            compounds: 1,
            feeds: [feed.name],
            declared: { office: 'street', at: now - 2 * DAY_MS },
            decideBy: now - DAY_MS,
            decided: { office: 'health', at: now - 2 * DAY_MS },
            renewals: [],
            version: 2,
            may: { decide: false, renew: true, end: true },
          },
        ],
        places: [{ placeId: compoundId, kind: 'compound', name: '锦苑小区' }],
      },
    },
  ),
  operation(
    emergencies.declareEmergency,
    'emergency.declare',
    'Declare an emergency response within a document; it acts once another office has confirmed it',
    {
      body: {
        key: '0123456789abcdef',
        mode: 'real',
        event,
        document,
        scope: [compoundId],
        measures,
        until,
        feeds: [feed],
      },
      answer: { emergencyId, version: 1 },
    },
  ),
  operation(
    emergencies.decideEmergency,
    'emergency.decide',
    'Confirm or refuse what another office declared, or the renewal that it asks for',
    { body: { version: 1, confirm: true }, answer: changed },
  ),
  operation(
    emergencies.askRenewal,
    'emergency.declare',
    'Ask for more time by a new document; another office decides',
    {
      body: {
        version: 2,
        document: { ...document, number: '青政疫〔2026〕9号' },
        until: now + 20 * DAY_MS,
      },
      answer: { emergencyId, version: 3 },
    },
  ),
  operation(
    emergencies.endEmergency,
    'emergency.end',
    'End an emergency response before its day; its measures stop at once',
    { answer: { emergencyId, version: 4 } },
  ),
  operation(
    emergencies.confirmEnd,
    'emergency.end',
    'Another office agrees that it has ended: what was known about people is destroyed from now on',
    { answer: { emergencyId, version: 5 } },
  ),
];
