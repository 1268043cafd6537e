import * as houses from '../../shared/messages/houses.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const tenancyId = 'ten_1_0123456789abcdef';
const tenant = 'res_1_zyxwvtsrqpnmkjhg';
const [from, to] = ['2025-12-27', '2026-12-26'];
const plate = '浙A12345';

export const OF_OWN_HOUSE = [
  operation(
    houses.readOwnHouse,
    'own_house.read',
    'Until when one rents or lets; plates; notices',
    {
      answer: {
        tenancies: [
          {
            tenancyId,
            as: 'tenant',
            compoundName: '锦苑小区',
            houseLabel: '3幢2单元501',
            from,
            to,
            state: 'running',
            daysLeft: 38,
          },
        ],
        plates: [{ houseId: EXAMPLE.houseId, plate }],
        notices: [{ compound: '锦苑小区', last: to, days: 30, at: EXAMPLE.now }],
      },
    },
  ),
];

export const OF_HOUSES = [
  operation(
    houses.readHouse,
    'house.read',
    'A house: people, tenancies, vehicles, who lived there',
    {
      answer: {
        houseId: EXAMPLE.houseId,
        label: '3幢2单元501',
        people: [{ residentId: tenant, maskedName: '欧阳**', tie: 'tenant' }],
        tenancies: [
          {
            tenancyId,
            from,
            to,
            state: 'running',
            daysLeft: 38,
            landlord: { maskedName: '王**', residentId: EXAMPLE.residentId },
            tenants: [{ residentId: tenant, maskedName: '欧阳**' }],
            told: [],
            version: 1,
          },
        ],
        vehicles: [{ plate, since: EXAMPLE.now }],
        occupancy: [{ residentId: tenant, maskedName: '欧阳**', tie: 'tenant', from }],
      },
    },
  ),
  operation(houses.recordTenancy, 'tenancy.record', 'Record a tenancy of people of the house', {
    body: { from, to, landlord: { residentId: EXAMPLE.residentId }, tenants: [tenant] },
    answer: { tenancyId },
  }),
  operation(
    houses.changeTenancy,
    'tenancy.record',
    'Another last day of a tenancy, other tenants',
    {
      body: { to: '2027-12-26', tenants: [tenant], version: 1 },
    },
  ),
  operation(houses.previewMovingOut, 'moving_out.record', 'What would end with moving out', {
    body: { residents: [tenant] },
    answer: {
      people: [
        {
          residentId: tenant,
          maskedName: '欧阳**',
          tie: 'tenant',
          phones: 1,
          cards: 0,
          proxies: 0,
        },
      ],
      whole: true,
      tenancies: [tenancyId],
      plates: [plate],
    },
  }),
  operation(houses.recordMovingOut, 'moving_out.record', 'Record that people moved out', {
    body: { residents: [tenant], on: to, plates: ['浙A·12345'] },
    answer: { moveId: 'mov_1_0123456789abcdef', state: 'done' },
  }),
  operation(houses.recordVehicle, 'vehicle.record', 'A plate of a house', {
    body: { plate: '浙A·12345' },
    answer: { plate, since: EXAMPLE.now },
  }),
  operation(houses.endVehicle, 'vehicle.record', 'A plate that is no more of a house', {
    body: { plate: '浙A·12345' },
  }),
];
