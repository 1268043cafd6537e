import type { StoredRequest } from '../../../functions/requests/request.ts';

export const at = (text: string): number => Date.parse(`${text}+08:00`);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Asked on a Friday at nine for something urgent, which is due in two hours by the clock. */
export const ASKED = at('2026-11-27T09:00:00');

export function aRequest(rest: Partial<StoredRequest> = {}): StoredRequest {
  return {
    requestId: 'req_1_0000000000000001',
    typeId: 'urgent',
    typeName: '急需',
    sensitive: false,
    deadline: { minutes: 120, by: 'clock' },
    dispatch: 'claim',
    state: 'new',
    residentId: 'res_1_0000000000000001',
    askedBy: { by: 'account', accountId: 'acc_0000000000000001' },
    buildingId: 'bld_1_3',
    gridId: 'grd_1_1',
    building: '3幢',
    details: {},
    photos: [],
    at: ASKED,
    dueAt: ASKED + 2 * HOUR,
    steps: [
      { step: 'submit', at: ASKED, by: { as: 'requester', accountId: 'acc_0000000000000001' } },
    ],
    handOvers: [],
    advances: [],
    reopened: false,
    version: 1,
    audit: {
      action: 'request.submit',
      by: 'acc_0000000000000001',
      office: 'resident',
      purpose: 'service_desk',
      at: ASKED,
    },
    ...rest,
  };
}
