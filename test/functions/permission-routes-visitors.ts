import { RESIDENTS } from '../support/street.ts';
import { newVisitorPhone } from '../support/visitor-phone.ts';
import type { Scene } from './permission-presenters.ts';
import type { Asked, RouteName } from './permission-routes.ts';
import { newKey } from './requests/request-desk.ts';

const OWN = '/api/v1/resident/arrivals';
const invitations = `${OWN}/residents/${RESIDENTS.father}/invitations`;
const HOUR_MS = 3_600_000;
const invite = ({ house }: Pick<Scene, 'house'>) => ({
  key: newKey(),
  name: '老王',
  type: 'guest',
  times: { kind: 'once', from: house.clock(), until: house.clock() + HOUR_MS },
});
const nobodys = `${OWN}/invitations/inv_1_0000000000000099`;
/** As it would look; nobody gave it to anybody. */
const link = '1.0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAA';

/** Who invites, who opens a link, and which gate asks about whoever comes. */
export const VISITOR_ROUTES: Record<RouteName, readonly Asked[]> = {
  [`arrivals POST ${OWN}/residents/:residentId/invitations`]: [
    { what: 'an invitation to their house', path: invitations, body: invite, gets: ['a resident'] },
  ],
  [`arrivals GET ${OWN}/residents/:residentId/invitations`]: [
    { what: 'whom they have invited', path: invitations, gets: ['a resident'] },
  ],
  [`arrivals POST ${OWN}/invitations/:invitationId/cancellation`]: [
    {
      what: 'nothing of an invitation that nobody made',
      path: `${nobodys}/cancellation`,
      gets: ['a resident', 'a resident of elsewhere', 'a resident whose number waits'],
      status: 404,
    },
  ],
  [`arrivals POST ${OWN}/invitations/:invitationId/second-phone`]: [
    {
      what: 'nothing of an invitation that nobody made',
      path: `${nobodys}/second-phone`,
      body: () => ({ allow: true }),
      gets: ['a resident', 'a resident of elsewhere', 'a resident whose number waits'],
      status: 404,
    },
  ],
  'arrivals POST /api/v1/visits/opened': [
    {
      what: 'nothing by a link that nobody gave them',
      path: '/api/v1/visits/opened',
      body: () => newVisitorPhone().opening(link),
      gets: 'everybody',
      status: 404,
    },
  ],
  'arrivals POST /api/v1/arrivals/gates/:gateId/let-ins': [
    {
      what: 'nothing by what is no code',
      path: '/api/v1/arrivals/gates/gat_1_1/let-ins',
      body: ({ house }) => ({ boot: 7, seq: 3, code: 'hello', at: house.clock() }),
      gets: [
        'the device',
        'the device and a guard',
        'the device and a guard of elsewhere',
        'the device and a manager',
      ],
      status: 400,
    },
  ],
  'arrivals POST /api/v1/arrivals/gates/:gateId/visitor-pins': [
    {
      what: 'whether somebody says digits that were given',
      path: '/api/v1/arrivals/gates/gat_1_1/visitor-pins',
      body: () => ({ boot: 7, seq: 2, house: '9-9-999', pin: '000000', direction: 'in' }),
      gets: [
        'the device',
        'the device and a guard',
        'the device and a guard of elsewhere',
        'the device and a manager',
      ],
    },
  ],
  'arrivals POST /api/v1/arrivals/gates/:gateId/decisions': [
    {
      what: 'what the server says of a code',
      path: '/api/v1/arrivals/gates/gat_1_1/decisions',
      body: () => ({ boot: 7, seq: 1, code: 'hello', direction: 'in' }),
      gets: [
        'the device',
        'the device and a guard',
        'the device and a guard of elsewhere',
        'the device and a manager',
      ],
    },
  ],
};
