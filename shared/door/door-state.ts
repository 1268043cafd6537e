import type { DoorReport } from './door-messages.ts';

/** How long the lock is released for one opening: somebody with a pram, and the next behind them. */
export const RELEASED_FOR_MS = 5_000;
/** A leaf that has stood open for so long is held open. */
export const HELD_OPEN_AFTER_MS = 30_000;
/** So many refused attempts in a row are an alarm. */
export const ALARM_AFTER_REFUSED = 5;

/** A door as its controller knows it; times are milliseconds on a clock that never goes back. */
export type DoorState = {
  /** Until when the lock stays released for who passes now. */
  readonly releasedUntil?: number;
  readonly openSince?: number;
  /** It was opened while the lock held. */
  readonly forced: boolean;
  readonly fire: boolean;
  readonly tamper: boolean;
  readonly refused: number;
};

export const NEW_DOOR: DoorState = { forced: false, fire: false, tamper: false, refused: 0 };

/** What happens at a door. */
export type DoorEvent =
  /** A command was let through, or somebody inside pressed the button, which asks nobody. */
  | { readonly kind: 'command' | 'button' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'leaf'; readonly is: 'open' | 'closed' }
  | { readonly kind: 'fire' | 'tamper'; readonly on: boolean };

/** Fire releases the lock for as long as it lasts, and nothing else takes that back. */
export const isReleased = ({ fire, releasedUntil }: DoorState, now: number): boolean =>
  fire || (releasedUntil !== undefined && now < releasedUntil);

const without = ({ releasedUntil: _, ...rest }: DoorState): DoorState => rest;

/** What a door is after something has happened to it. */
export function stepDoor(state: DoorState, event: DoorEvent, now: number): DoorState {
  switch (event.kind) {
    case 'command':
      return { ...state, refused: 0, releasedUntil: now + RELEASED_FOR_MS };
    case 'button':
      return { ...state, releasedUntil: now + RELEASED_FOR_MS };
    case 'refused':
      return { ...state, refused: state.refused + 1 };
    case 'leaf': {
      const { openSince, ...closed } = state;
      if (event.is === 'closed') return without({ ...closed, forced: false });
      if (openSince !== undefined) return state;
      return { ...state, openSince: now, forced: !isReleased(state, now) };
    }
    case 'fire':
      return { ...state, fire: event.on };
    case 'tamper':
      return { ...state, tamper: event.on };
  }
}

function leafOf({ openSince, forced }: DoorState, now: number): DoorReport['leaf'] {
  if (openSince === undefined) return 'closed';
  if (forced) return 'forced_open';
  return now - openSince >= HELD_OPEN_AFTER_MS ? 'held_open' : 'open';
}

/** How a door stands, as it says so. */
export function reportOf(state: DoorState, now: number): DoorReport {
  return {
    lock: isReleased(state, now) ? 'released' : 'locked',
    leaf: leafOf(state, now),
    fire: state.fire,
    tamper: state.tamper,
    refused: state.refused,
  };
}

/** When the report will be another by itself; undefined where only an event changes it. */
export function nextChangeAt(state: DoorState, now: number): number | undefined {
  const { releasedUntil, openSince, forced } = state;
  const locks = releasedUntil !== undefined && now < releasedUntil ? [releasedUntil] : [];
  const held = openSince === undefined || forced ? [] : [openSince + HELD_OPEN_AFTER_MS];
  const ahead = [...locks, ...held].filter((at) => at > now);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

/** What wakes whoever is on duty. */
export const DOOR_ALARMS = [
  'fire',
  'tamper',
  'forced_open',
  'held_open',
  'refused_attempts',
  'silent',
  'offline',
] as const;
export type DoorAlarm = (typeof DOOR_ALARMS)[number];

/** The alarms in a door's own report; whether it answers is seen by who asks. */
export function alarmsIn({ leaf, fire, tamper, refused }: DoorReport): readonly DoorAlarm[] {
  const isOn: readonly (readonly [DoorAlarm, boolean])[] = [
    ['fire', fire],
    ['tamper', tamper],
    ['forced_open', leaf === 'forced_open'],
    ['held_open', leaf === 'held_open'],
    ['refused_attempts', refused >= ALARM_AFTER_REFUSED],
  ];
  return isOn.flatMap(([alarm, on]) => (on ? [alarm] : []));
}

/** What an entrance does without power; the way out is free in any case. */
export const WITHOUT_POWER = ['entry_stays_locked', 'entry_opens'] as const;
export type WithoutPower = (typeof WITHOUT_POWER)[number];
