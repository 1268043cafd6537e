import { HOUSES, RESIDENTS } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const MANAGERS = ['a manager', 'the device and a manager', 'a community worker'];
const path = `/api/v1/manager/houses/${HOUSES.family}`;
const elsewhere = `/api/v1/manager/houses/${HOUSES.neighbour}`;
const unknown = 'tenancies/ten_1_0000000000000009';

const NOBODY = 'res_1_0000000000000099';
const NOBODY_ELSEWHERE = 'res_2_0000000000000099';
const tenancyOf = (landlord: string, tenant: string) => ({
  from: '2035-11-01',
  to: '2036-10-31',
  landlord: { residentId: landlord },
  tenants: [tenant],
});
const plate = () => ({ plate: '浙A12345' });

/** Who gets what of houses. */
export const HOUSE_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident GET /api/v1/resident/house': [
    {
      what: 'their own house',
      path: '/api/v1/resident/house',
      gets: ['a resident', 'a resident of elsewhere', 'a resident whose number waits'],
    },
  ],
  'manager GET /api/v1/manager/houses/:houseId': [
    { what: 'a house', path, gets: MANAGERS },
    {
      what: 'a house elsewhere',
      path: elsewhere,
      gets: ['a manager of elsewhere', 'a community worker'],
    },
  ],
  'manager POST /api/v1/manager/houses/:houseId/tenancies': [
    {
      what: 'a tenancy',
      path: `${path}/tenancies`,
      body: () => tenancyOf(RESIDENTS.father, NOBODY),
      gets: MANAGERS,
      status: 400,
    },
    {
      what: 'a tenancy elsewhere',
      path: `${elsewhere}/tenancies`,
      body: () => tenancyOf(RESIDENTS.neighbour, NOBODY_ELSEWHERE),
      gets: ['a manager of elsewhere', 'a community worker'],
      status: 400,
    },
  ],
  'manager PUT /api/v1/manager/houses/:houseId/tenancies/:tenancyId': [
    {
      what: 'a change of a tenancy that is none',
      path: `${path}/${unknown}`,
      body: () => ({ to: '2036-10-31', tenants: [RESIDENTS.mother], version: 1 }),
      gets: MANAGERS,
      status: 404,
    },
  ],
  'manager POST /api/v1/manager/houses/:houseId/vehicles': [
    { what: 'a plate', path: `${path}/vehicles`, body: plate, gets: MANAGERS },
    {
      what: 'a plate elsewhere',
      path: `${elsewhere}/vehicles`,
      body: plate,
      gets: ['a manager of elsewhere', 'a community worker'],
    },
  ],
  'manager POST /api/v1/manager/houses/:houseId/moving-out-previews': [
    {
      what: 'a look at what moving out would end',
      path: `${path}/moving-out-previews`,
      body: () => ({ residents: [RESIDENTS.mother] }),
      gets: MANAGERS,
    },
    {
      what: 'a look at what moving out would end elsewhere',
      path: `${elsewhere}/moving-out-previews`,
      body: () => ({ residents: [RESIDENTS.neighbour] }),
      gets: ['a manager of elsewhere', 'a community worker'],
    },
  ],
  'manager POST /api/v1/manager/houses/:houseId/moving-out': [
    {
      what: 'a moving out of somebody who does not live there',
      path: `${path}/moving-out`,
      body: () => ({ residents: [RESIDENTS.neighbour], on: '2020-01-01' }),
      gets: MANAGERS,
      status: 400,
    },
    {
      what: 'a moving out of somebody who does not live there, elsewhere',
      path: `${elsewhere}/moving-out`,
      body: () => ({ residents: [RESIDENTS.mother], on: '2020-01-01' }),
      gets: ['a manager of elsewhere', 'a community worker'],
      status: 400,
    },
  ],
  'manager POST /api/v1/manager/houses/:houseId/vehicle-endings': [
    {
      what: 'the end of a plate that is not there',
      path: `${path}/vehicle-endings`,
      body: plate,
      gets: MANAGERS,
      status: 404,
    },
  ],
};
