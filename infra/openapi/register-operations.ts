import * as register from '../../shared/messages/register.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const registered = {
  residentId: EXAMPLE.residentId,
  houseId: EXAMPLE.houseId,
  houseLabel: '3幢2单元501',
  maskedName: '王**',
  tie: 'owner',
  class: 'resident',
  isChild: false,
  state: 'active',
  since: EXAMPLE.now,
} as const;

export const OF_REGISTER = [
  operation(register.listRegister, 'register.read', 'Who lives where, masked, a page at a time', {
    body: { typed: '3-2-501' },
    answer: { residents: [registered], cursor: 'cmVnaXN0ZXIjMDAz' },
  }),
];
