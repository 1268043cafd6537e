import type { PassPart } from '../../shared/code/pass-part.ts';
import { CLASSES, DIRECTIONS, type Direction, type PassClass } from '../../shared/gate/outcomes.ts';
import { SLOT_MS } from '../../shared/time/slot.ts';
import { allow, ask, deny, scenario } from './scenario.ts';
import {
  cardCode,
  challengeProof,
  INDEX,
  LIST,
  liveCode,
  NOW_MS,
  NOW_SECONDS,
  NOW_SLOT,
  PLACES,
  passOf,
  RULES,
  STALE_LIST,
  slotProof,
} from './street.ts';
import type { Vector } from './vector.ts';

const DAY_SECONDS = 86_400;
const isCaller = (passClass: PassClass) => passClass === 'visitor' || passClass === 'courier';
const isAtHome = (passClass: PassClass) => passClass === 'resident' || passClass === 'household';

/** What a date, an hour, a gate or a state means: nobody who lives here is refused, nobody is held. */
function closedTo(passClass: PassClass, direction: Direction, reason: Vector['expect']['reason']) {
  if (isAtHome(passClass)) return direction === 'in' ? ask(reason) : allow(reason);
  return direction === 'in' ? deny(reason) : ask(reason);
}

/** Each reason that a proven code of this class can meet, in this direction. */
function ofClass(passClass: PassClass, direction: Direction): Vector[] {
  const unused = isCaller(passClass) ? { limit: 5, used: 0 } : null;
  const at = (
    name: string,
    part: Partial<PassPart>,
    expect: Vector['expect'],
    changes: Partial<Vector> = {},
    value = slotProof(NOW_SLOT),
  ) =>
    scenario(
      `${passClass}, ${direction}: ${name}`,
      liveCode(passOf(passClass, part), value),
      expect,
      { direction, uses: unused, ...changes },
    );
  const closed = (reason: Vector['expect']['reason']) => closedTo(passClass, direction, reason);
  const code = (slot: number) => liveCode(passOf(passClass), slotProof(slot));
  const everyClass = [
    at('the code of this slot', {}, allow()),
    at('the code of the slot before', {}, allow(), {}, slotProof(NOW_SLOT - 1)),
    at('the code of the slot after', {}, allow(), {}, slotProof(NOW_SLOT + 1)),
    at('an answer to this gate', {}, allow(), {}, challengeProof(NOW_SLOT)),
    at('a code two slots old', {}, deny('stale_code'), {}, slotProof(NOW_SLOT - 2)),
    at('a code two slots ahead', {}, ask('clock_off'), {}, slotProof(NOW_SLOT + 2)),
    at(
      'an answer to this gate two slots old',
      {},
      deny('stale_code'),
      {},
      challengeProof(NOW_SLOT - 2),
    ),
    at(
      'two old codes that advance with the gate',
      {},
      ask('clock_off'),
      {
        earlier: [
          { text: code(NOW_SLOT - 103), nowMs: NOW_MS - 3 * SLOT_MS, expect: deny('stale_code') },
        ],
      },
      slotProof(NOW_SLOT - 100),
    ),
    at(
      'the same old code twice',
      {},
      deny('stale_code'),
      {
        earlier: [
          { text: code(NOW_SLOT - 100), nowMs: NOW_MS - SLOT_MS, expect: deny('stale_code') },
        ],
      },
      slotProof(NOW_SLOT - 100),
    ),
    at(
      'two old codes faster than the gate',
      {},
      deny('stale_code'),
      {
        earlier: [
          { text: code(NOW_SLOT - 110), nowMs: NOW_MS - SLOT_MS, expect: deny('stale_code') },
        ],
      },
      slotProof(NOW_SLOT - 100),
    ),
    at('a slot where only a challenge counts', {}, ask('challenge_needed'), {
      gate: { ...RULES, proof: 'challenge_only' },
    }),
    at(
      'an old code where only a challenge counts',
      {},
      deny('stale_code'),
      { gate: { ...RULES, proof: 'challenge_only' } },
      slotProof(NOW_SLOT - 2),
    ),
    at('a slot while the time is unknown', {}, ask('challenge_needed'), {
      time: { nowMs: NOW_MS, grade: 'unknown' },
    }),
    at(
      'an answer to this gate while the time is unknown',
      {},
      ask('list_stale'),
      { time: { nowMs: NOW_MS, grade: 'unknown' } },
      challengeProof(NOW_SLOT),
    ),
    at('carried time decides as synced time does', {}, allow(), {
      time: { nowMs: NOW_MS, grade: 'carried' },
    }),
    at('the code that was just let in', {}, deny('replayed'), {
      earlier: [{ text: code(NOW_SLOT), nowMs: NOW_MS - 2_000, expect: allow() }],
    }),
    at('the next code of a phone that was just let in', {}, allow(), {
      earlier: [{ text: code(NOW_SLOT - 1), nowMs: NOW_MS - 5_000, expect: allow() }],
    }),
    at('another compound', { compound: 4 }, deny('wrong_compound')),
    at('a training code', { specimen: true }, deny('specimen')),
    at('before its first minute', { notBefore: NOW_SECONDS + 60 }, closed('not_yet_valid')),
    at('from its last minute on', { expires: NOW_SECONDS }, closed('expired')),
    at(
      'dates that an unknown time says have ended',
      { expires: NOW_SECONDS },
      direction === 'out' && isAtHome(passClass) ? ask('list_stale') : ask('expired'),
      { time: { nowMs: NOW_MS, grade: 'unknown' } },
      challengeProof(NOW_SLOT),
    ),
    at('a gate that the pass does not name', { gates: 0b10 }, closed('wrong_gate')),
    at('a gate that is not for this class', {}, closed('wrong_gate'), {
      gate: { ...RULES, classes: CLASSES.filter((other) => other !== passClass) },
    }),
    at('outside the hours of the gate', {}, closed('outside_hours'), {
      gate: { ...RULES, hours: [{ days: [3], from: 481, to: 1_440 }] },
    }),
    at('within hours that began the evening before', {}, allow(), {
      gate: { ...RULES, hours: [{ days: [2], from: 1_320, to: 481 }] },
    }),
  ];
  return [...everyClass, ...(isCaller(passClass) ? ofCaller(at, direction) : listed(at, closed))];
}

type At = (
  name: string,
  part: Partial<PassPart>,
  expect: Vector['expect'],
  changes?: Partial<Vector>,
) => Vector;
type Closed = (reason: Vector['expect']['reason']) => Vector['expect'];

/** Passes with a place in the status list. */
function listed(at: At, closed: Closed): Vector[] {
  const expired = { expires: NOW_SECONDS - 31 * DAY_SECONDS };
  const longAgo = { notBefore: NOW_SECONDS - 40 * DAY_SECONDS };
  return [
    at('a revoked pass', { index: INDEX.revoked }, deny('revoked')),
    at('a suspended pass', { index: INDEX.suspended }, closed('suspended')),
    at('a pass that the list asks about', { index: INDEX.ask }, ask('call_worker')),
    at('a pass younger than the list', { index: PLACES }, ask('list_stale')),
    at('no list at all', {}, ask('list_stale'), { list: null }),
    at('an aged list', {}, allow(), { list: { ...LIST, ageMs: 24 * 3_600_000 } }),
    at('a stale list', {}, ask('list_stale'), { list: STALE_LIST }),
    at('a list of unknown age', {}, ask('list_stale'), { list: { ...LIST, ageMs: -1 } }),
    at('a revoked pass on a stale list', { index: INDEX.revoked }, deny('revoked'), {
      list: STALE_LIST,
    }),
    at(
      'a revoked pass that has ended',
      { index: INDEX.revoked, expires: NOW_SECONDS },
      closed('expired').outcome === 'deny' ? deny('expired') : deny('revoked'),
    ),
    at(
      'a pass so long ended that its place is another’s',
      { index: INDEX.revoked, ...longAgo, ...expired },
      closed('expired'),
    ),
    at('trips counted, and one left', {}, allow(), { uses: { limit: 2, used: 1 } }),
    at('trips counted, and none left', {}, closed('quota_exceeded'), {
      uses: { limit: 1, used: 1 },
    }),
  ];
}

/** Passes that the server alone decides. */
function ofCaller(at: At, direction: Direction): Vector[] {
  const onTheWay = direction === 'in';
  return [
    at('without the server', {}, ask('server_silent'), { uses: null }),
    at('without the server and without a list', {}, ask('server_silent'), {
      uses: null,
      list: null,
    }),
    at('a stale list says nothing of it', {}, allow(), { list: STALE_LIST }),
    at('a one-time pass, used', {}, onTheWay ? deny('already_used') : ask('quota_exceeded'), {
      uses: { limit: 1, used: 1 },
    }),
    at('a counted pass, used up', {}, onTheWay ? deny('quota_exceeded') : ask('quota_exceeded'), {
      uses: { limit: 5, used: 5 },
    }),
    at('its serial is no place in the list', { index: INDEX.revoked }, allow()),
  ];
}

function ofCard(passClass: PassClass, direction: Direction): Vector[] {
  const at = (
    name: string,
    part: Partial<PassPart>,
    expect: Vector['expect'],
    changes: Partial<Vector> = {},
  ) =>
    scenario(
      `${passClass}'s card, ${direction}: ${name}`,
      cardCode(passOf(passClass, { ...part, kind: 'card' })),
      expect,
      { direction, ...changes },
    );
  const closed = (reason: Vector['expect']['reason']) => closedTo(passClass, direction, reason);
  const text = cardCode(passOf(passClass, { kind: 'card' }));
  const suspended = closed('suspended');
  return [
    at('a good card', {}, ask('look_and_confirm')),
    at('a good card again', {}, ask('look_and_confirm'), {
      earlier: [{ text, nowMs: NOW_MS - 1_000, expect: ask('look_and_confirm') }],
    }),
    at('a good card where only a challenge counts', {}, ask('look_and_confirm'), {
      gate: { ...RULES, proof: 'challenge_only' },
    }),
    at('a card on a stale list', {}, ask('list_stale'), { list: STALE_LIST }),
    at('a revoked card', { index: INDEX.revoked }, deny('revoked')),
    at(
      'a suspended card',
      { index: INDEX.suspended },
      suspended.outcome === 'allow' ? ask('look_and_confirm') : suspended,
    ),
    at('a card of another compound', { compound: 4 }, deny('wrong_compound')),
    at('a training card', { specimen: true }, deny('specimen')),
  ];
}

/** What a code that verifies meets, by class and direction. */
export function decisionVectors(): Vector[] {
  return DIRECTIONS.flatMap((direction) => [
    ...CLASSES.flatMap((passClass) => ofClass(passClass, direction)),
    ...CLASSES.filter((passClass) => !isCaller(passClass)).flatMap((passClass) =>
      ofCard(passClass, direction),
    ),
  ]);
}
