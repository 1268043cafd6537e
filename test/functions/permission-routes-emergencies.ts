import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { Scene } from './permission-presenters.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const base = '/api/v1/manager/emergencies';
const nothing = `${base}/emg_1_0000000000000099`;
const DAY_MS = 86_400_000;
const untilIn = ({ house }: Scene) => house.clock() + 5 * DAY_MS;
const documentIn = ({ house }: Scene) => ({
  number: '青政疫〔2035〕1号',
  authority: '青枫区人民政府',
  level: 'county',
  issuedOn: shanghaiDay(house.clock()),
  scope: ['com_1'],
  measures: ['registration'],
  until: shanghaiDay(house.clock() + 10 * DAY_MS),
});

let keys = 0;
const declaration = (scope: string) => (scene: Scene) => ({
  key: String(++keys).padStart(16, '0'),
  mode: 'real',
  event: '呼吸道传染病疫情',
  document: documentIn(scene),
  scope: [scope],
  measures: ['registration'],
  until: untilIn(scene),
});

/** Who declares an emergency, and who decides: never the property company. */
export const EMERGENCY_ROUTES: Record<RouteName, readonly Asked[]> = {
  [`manager GET ${base}`]: [
    {
      what: 'the emergencies of where they work',
      path: base,
      gets: ['a community worker', 'an auditor'],
    },
  ],
  [`manager POST ${base}`]: [
    {
      what: 'a declaration for a compound',
      path: base,
      body: declaration('cmp_1'),
      gets: ['a community worker'],
    },
    { what: 'a declaration for a street', path: base, body: declaration('str_1'), gets: [] },
  ],
  [`manager POST ${base}/:emergencyId/decisions`]: [
    {
      what: 'a decision about what nobody declared',
      path: `${nothing}/decisions`,
      body: () => ({ version: 1, confirm: true }),
      gets: [],
    },
  ],
  [`manager POST ${base}/:emergencyId/renewals`]: [
    {
      what: 'a renewal of what nobody declared',
      path: `${nothing}/renewals`,
      body: (scene) => ({ version: 1, document: documentIn(scene), until: untilIn(scene) }),
      gets: [],
    },
  ],
  [`manager PUT ${base}/:emergencyId/end`]: [
    { what: 'the end of what nobody declared', path: `${nothing}/end`, gets: [] },
  ],
  [`manager PUT ${base}/:emergencyId/end-confirmation`]: [
    {
      what: 'the destruction of what nobody declared',
      path: `${nothing}/end-confirmation`,
      gets: [],
    },
  ],
};
