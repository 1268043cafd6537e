import * as arrivals from '../../shared/messages/arrivals.ts';
import * as invitations from '../../shared/messages/invitations.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now, expires, compressedKey, jws } = EXAMPLE;
const HOUR_MS = 3_600_000;
const link = '1.0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAA';
const times = { kind: 'once' as const, from: now, until: now + 6 * HOUR_MS };
const who = { name: '老王', type: 'guest' as const, times, plate: '浙A12345' };
const invitation = {
  invitationId: 'inv_1_0123456789abcdef' as const,
  ...who,
  most: 1,
  opened: 0,
  state: 'active' as const,
  link,
};

/** Inviting somebody, and what became of it. */
export const OF_INVITATIONS = [
  operation(
    invitations.inviteVisitor,
    'invitation.invite',
    'Invite somebody to one’s house: once, in a window, or on some days; the link comes with the answer',
    { body: { key: '0123456789abcdef', ...who }, answer: invitation },
  ),
  operation(invitations.listOwnInvitations, 'invitation.read', 'Whom one has invited', {
    answer: { invitations: [{ ...invitation, opened: 1, asked: now + HOUR_MS }] },
  }),
  operation(
    invitations.cancelInvitation,
    'invitation.cancel',
    'Take an invitation back: at that moment its codes are dead',
    { answer: { ...invitation, state: 'cancelled' as const } },
  ),
  operation(
    invitations.answerSecondPhone,
    'invitation.answer',
    'Say whether a second phone that opened the link takes the first one’s place',
    { body: { allow: true }, answer: { ...invitation, opened: 1 } },
  ),
];

/** What whoever was invited asks by the link. */
export const OF_VISITS = [
  operation(
    invitations.openInvitation,
    'invitation.open',
    'Open an invitation in this browser, by its key: a pass, or the host is asked',
    {
      body: { link, deviceKey: compressedKey, proof: jws },
      answer: {
        state: 'open' as const,
        place: '锦苑小区',
        building: '3幢',
        gates: ['东门', '西门'],
        ...who,
        pass: 'AgEAAQChEwMAAA',
        expires,
        pin: '804213',
        house: '3幢2单元501',
      },
    },
  ),
];

/** What a gate's device asks about whoever comes. */
export const OF_ARRIVALS = [
  operation(
    arrivals.noteLetIn,
    'arrival.note_let_in',
    'Say that the guard let somebody in whose code they were asked about: it uses the visit, once',
    { body: { boot: 7, seq: 99, code: 'XQ1:…', at: now } },
  ),
  operation(
    arrivals.admitByPin,
    'arrival.admit_by_pin',
    'Decide about somebody who was invited and says the house and their digits; asked again it is answered as before',
    {
      body: { boot: 7, seq: 100, house: '3-2-501', pin: '804213', direction: 'in' as const },
      answer: {
        arrival: {
          outcome: 'allow' as const,
          reason: 'ok' as const,
          class: 'visitor' as const,
          visit: { name: '老王', building: '3幢', type: 'guest' as const },
        },
      },
    },
  ),
  operation(
    arrivals.decideArrival,
    'arrival.decide',
    'Decide about the code of somebody who was invited; the same scan again is answered as before',
    {
      body: { boot: 7, seq: 99, code: 'XQ1:…', direction: 'in' as const },
      answer: {
        outcome: 'allow' as const,
        reason: 'ok' as const,
        class: 'visitor' as const,
        visit: { name: '老王', building: '3幢', type: 'guest' as const, plate: '浙A12345' },
      },
    },
  ),
];
