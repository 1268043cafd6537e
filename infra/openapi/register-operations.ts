import * as means from '../../shared/messages/entry-means.ts';
import * as household from '../../shared/messages/household.ts';
import * as join from '../../shared/messages/join-requests.ts';
import * as register from '../../shared/messages/register.ts';
import * as residents from '../../shared/messages/residents.ts';
import * as care from '../../shared/messages/special-care.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { residentId, houseId, now } = EXAMPLE;
const proxyId = 'prx_1_0123456789abcdef';
const joinRequestId = 'jrq_1_0123456789abcdef';
const THREE_DAYS = 259_200_000;

const registered = {
  residentId,
  houseId,
  houseLabel: '3幢2单元501',
  maskedName: '王**',
  tie: 'owner',
  class: 'resident',
  isChild: false,
  state: 'active',
  since: now,
} as const;
const heldBy = { proxyId, kind: 'proxy', called: '女儿', state: 'held', since: now } as const;
const asked = { joinRequestId, maskedName: '王**', tie: 'family', askedAt: now } as const;
const held = { housePin: { setAt: now }, doorCard: { tail: '7731', registeredAt: now } };
const code = { digits: 6, expiresInSeconds: 300, resendAfterSeconds: 60 };

const caredFor = {
  residentId,
  maskedName: '王**',
  houseLabel: registered.houseLabel,
  kind: 'frail',
  as: 'helper',
  since: now,
} as const;

/** Of the register, for whoever keeps or reads it. */
export const OF_REGISTER = [
  operation(register.listRegister, 'register.read', 'Who lives where, masked, a page at a time', {
    body: { typed: '3-2-501' },
    answer: { residents: [registered], cursor: 'cmVnaXN0ZXIjMDAz' },
  }),
  operation(residents.readResident, 'resident.read', 'One resident, with household and proxies', {
    answer: {
      residentId,
      houseId,
      houseLabel: registered.houseLabel,
      name: '王建国',
      tie: 'owner',
      class: 'resident',
      isChild: false,
      state: 'active',
      since: now,
      hasPhone: true,
      household: [{ residentId, maskedName: '李**', isChild: false }],
      heldBy: [heldBy],
      version: 3,
    },
  }),
  operation(residents.registerResident, 'resident.register', 'Registers somebody at a house', {
    body: { house: '3-2-501', name: '王建国', tie: 'owner', phone: EXAMPLE.phone },
    answer: { residentId },
  }),
  operation(residents.editResident, 'resident.edit', 'Changes name, tie or number', {
    body: { version: 3, name: '王建国' },
    answer: { version: 4 },
  }),
  operation(
    residents.announceRemoval,
    'resident.remove',
    'Announces a removal on a document: after 72 hours, or at once on a protection order',
    {
      body: { version: 3, document: 'lease_end', documentNumber: '2026-118' },
      answer: { version: 4, at: now + THREE_DAYS },
    },
  ),
  operation(residents.takeBackRemoval, 'resident.remove', 'Takes an announced removal back', {}),
  operation(join.listJoinRequests, 'join_request.decide', 'Who asks to be registered', {
    answer: { requests: [{ ...asked, name: '王秀英', houseLabel: registered.houseLabel }] },
  }),
  operation(join.decideJoinRequest, 'join_request.decide', 'Registers whoever asks, or does not', {
    body: { approve: true },
    answer: { residentId },
  }),
  operation(care.assignSpecialCare, 'special_care.assign', 'Says who looks after somebody', {
    body: { kind: 'frail', helper: EXAMPLE.staffId },
  }),
  operation(care.listOwnCare, 'special_care.read', 'Whom the caller helps', {
    answer: { people: [caredFor] },
  }),
  operation(care.readSpecialCare, 'special_care.read', 'What the assigned helper sees', {
    answer: caredFor,
  }),
];

/** Of what residents have beside a pass, for the office. */
export const OF_ENTRY_MEANS = [
  operation(means.readEntryMeans, 'entry_means.manage', 'The PIN and the door card of a resident', {
    answer: held,
  }),
  operation(means.endHousePin, 'entry_means.manage', 'Ends a resident’s PIN', {}),
  operation(means.registerDoorCard, 'entry_means.manage', 'Registers a door card with its holder', {
    body: { number: '0011257731' },
  }),
  operation(means.reportDoorCardLost, 'entry_means.manage', 'A door card is lost', {}),
];

/** Of what an adult decides about themself and a household about who joins it. */
export const OF_HOUSEHOLDS = [
  operation(household.readOwnRecord, 'own_record.read', 'What is kept about oneself', {
    answer: {
      residentId,
      name: '王建国',
      tie: 'owner',
      isChild: false,
      state: 'active',
      since: now,
      decides: true,
      shared: false,
      heldBy: [heldBy],
    },
  }),
  operation(means.readOwnEntryMeans, 'own_record.read', 'One’s own PIN and door card', {
    answer: held,
  }),
  operation(means.setHousePin, 'house_pin.set', 'Sets one’s PIN, in the place of the last', {
    body: { pin: '804213' },
  }),
  operation(means.endOwnHousePin, 'house_pin.end', 'Ends one’s PIN', {}),
  operation(means.reportOwnDoorCardLost, 'door_card.report_lost', 'One’s door card is lost', {}),
  operation(household.giveProxy, 'proxy.give', 'Lets another number hold one’s pass', {
    body: { phone: EXAMPLE.phone, called: '女儿' },
    answer: { proxyId },
  }),
  operation(household.endProxy, 'proxy.end', 'Takes one’s pass back from another number', {}),
  operation(household.leave, 'own_record.leave', 'Ends one’s own residence', {}),
  operation(household.endOwnSpecialCare, 'special_care.end', 'Ends that one is looked after', {}),
  operation(
    join.listHouseholdJoinRequests,
    'join_request.answer',
    'Who asks to join the household, masked',
    { answer: { requests: [asked] } },
  ),
  operation(join.answerJoinRequest, 'join_request.answer', 'Takes somebody in, or does not', {
    body: { approve: true },
  }),
  operation(join.requestJoinCode, 'join_request.ask', 'A code to whoever asks to be registered', {
    body: { phone: EXAMPLE.phone },
    answer: code,
  }),
  operation(join.askToJoin, 'join_request.ask', 'Asks to be registered at a house', {
    body: {
      phone: EXAMPLE.phone,
      code: '123456',
      compound: '锦苑小区',
      house: '3-2-501',
      name: '王秀英',
      tie: 'family',
    },
  }),
];
