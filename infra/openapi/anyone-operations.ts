import { readIssuerKeys } from '../../shared/messages/keys.ts';
import { readNotice } from '../../shared/messages/sign-in.ts';
import { operation } from './operation.ts';

export const OF_ANYONE = [
  operation(readIssuerKeys, 'keys.read', 'Every key under which passes are still good', {
    answer: {
      keys: [
        {
          kty: 'EC',
          crv: 'P-256',
          kid: 'i1',
          alg: 'ES256',
          use: 'sig',
          x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
          y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
        },
      ],
    },
  }),
  operation(readNotice, 'notice.read', 'Who answers for the records', {
    answer: { operator: '锦苑物业', contact: '0571-80000000' },
  }),
];
