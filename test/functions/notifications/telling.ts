import { createOutbox, notify } from '../../../functions/notifications/index.ts';
import type { Notification } from '../../../shared/messages/notifications.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { accountOfPhone, PHONES } from '../../support/street.ts';

type Told = Partial<Pick<Notification, 'key' | 'to' | 'urgency' | 'at' | 'link'>>;

/** Puts into the outbox that a step was taken, to the father unless another is named. */
export function tellOfStep(house: Gatehouse, told: Told = {}): Promise<void> {
  return notify(
    { outbox: createOutbox(house.table) },
    {
      compoundId: 'cmp_1',
      key: 'req_1_0000000000000001#1',
      to: { account: accountOfPhone(PHONES.father) },
      template: 'request_step',
      parameters: {
        requestId: 'req_1_0000000000000001',
        type: { zh: '报修', en: 'Repair' },
        step: 'claimed',
      },
      urgency: 'normal',
      at: house.clock(),
      link: '/requests/req_1_0000000000000001',
      ...told,
    },
  );
}

/** Puts into the outbox that a tenancy ends, which is also sent by SMS. */
export function tellOfTenancy(house: Gatehouse, told: Told = {}): Promise<void> {
  return notify(
    { outbox: createOutbox(house.table) },
    {
      compoundId: 'cmp_1',
      key: 'ten_1_0000000000000001#2036-01-13#30',
      to: { account: accountOfPhone(PHONES.father) },
      template: 'tenancy_ending',
      parameters: { compound: '锦苑小区', last: '2036-01-13', days: 30 },
      urgency: 'normal',
      at: house.clock(),
      ...told,
    },
  );
}
