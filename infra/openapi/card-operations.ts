import * as cards from '../../shared/messages/cards.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const card = {
  residentId: EXAMPLE.residentId,
  made: true,
  passId: EXAMPLE.passId,
  number: '12345672',
  code: 'XQ1:...',
  notBefore: EXAMPLE.expires - 604_800,
  expires: EXAMPLE.expires + 31_536_000,
} as const;
const cardPass = {
  passId: EXAMPLE.passId,
  kind: 'card',
  number: card.number,
  state: 'active',
  addedAt: EXAMPLE.now,
  expires: card.expires,
  good: true,
} as const;

export const OF_CARDS = [
  operation(cards.findResidents, 'resident.find', 'Residents by house, masked, a page at a time', {
    body: { house: '3-2-501' },
    answer: {
      residents: [
        {
          residentId: EXAMPLE.residentId,
          houseId: EXAMPLE.houseId,
          houseLabel: '3幢2单元501',
          maskedName: '王**',
          tie: 'owner',
          phones: 1,
          card: cardPass,
        },
      ],
      total: 1,
    },
  }),
  operation(cards.listResidentPasses, 'pass.list', 'Every pass of a resident, phones and cards', {
    answer: { passes: [cardPass] },
  }),
  operation(cards.issueCard, 'card.issue', 'The printed card of a resident; a lost one replaced', {
    body: { lostPassId: 'pas_1_00a1b1' },
    answer: card,
  }),
  operation(cards.issueCards, 'card.issue', 'Cards for up to twenty-five residents', {
    body: { residentIds: [EXAMPLE.residentId] },
    answer: { results: [{ residentId: EXAMPLE.residentId, card }] },
  }),
];
