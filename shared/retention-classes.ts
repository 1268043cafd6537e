import { DESK_RETENTION } from './desk/desk-retention.ts';
import { DOOR_RETENTION } from './door/door-retention.ts';
import { EMERGENCY_RETENTION } from './emergency/emergency-retention.ts';
import { NOTIFICATION_RETENTION } from './notifications/notification-retention.ts';
import { KEPT_MS } from './retention.ts';
import { VISITOR_RETENTION } from './visitors/visitor-retention.ts';

/** How long a class of record is kept, why, and which items of docs/access-patterns.md it is. */
export type Retention = {
  /** From when on it is said; absent where a record stays until somebody ends it. */
  readonly ms?: number;
  readonly from?: string;
  readonly why: string;
  readonly items: readonly string[];
};

/**
 * The one place for every term. Stores write their items' `ttl` by it and read what is over as
 * absent, since the database deletes late; docs/retention.md is held to it.
 */
export const RETENTION = {
  one_time_code: {
    ms: KEPT_MS.one_time_code,
    from: 'sending',
    why: 'long enough to read a message, too short to guess',
    items: ['one-time code'],
  },
  enrolment_code: {
    ms: KEPT_MS.enrolment_code,
    from: 'making it',
    why: 'from the desk to the gate, also for the early shift',
    items: ['enrolment code'],
  },
  session: {
    ms: KEPT_MS.session,
    from: 'the last renewal; staff 14 hours from signing in',
    why: 'carriers give a number to somebody else after that; staff sign in once a shift',
    items: ['session'],
  },
  counter: {
    ms: KEPT_MS.counter,
    from: 'the beginning of its window, at most',
    why: 'limits count within their window',
    items: ['count within a limit'],
  },
  last_opening: {
    ms: KEPT_MS.last_opening,
    from: 'the scan',
    why: 'as long as whoever scanned may look at the screen; it says nothing of them',
    items: ['what became of the last scan of a gate’s screen'],
  },
  resident_entry: {
    ms: KEPT_MS.resident_entry,
    from: 'the scan',
    why: 'a question about last week, and no picture of a life; of exits nothing is kept',
    items: [
      'batch of scans',
      'scan on which device and server differ',
      'what a batch let in, within five minutes of slots',
      'one showing let in by two devices',
      'an opening of a door',
    ],
  },
  ...VISITOR_RETENTION,
  gate_review: {
    ms: KEPT_MS.gate_review,
    from: 'the look',
    why: 'a day longer than what was looked at',
    items: ['a look at the openings of a class by a guard', 'a relief that was not proven'],
  },
  ...DOOR_RETENTION,
  shift: {
    ms: KEPT_MS.shift,
    from: 'its longest end',
    why: 'with the openings of its time',
    items: ['shift'],
  },
  device_contact: {
    ms: KEPT_MS.device_contact,
    from: 'the last contact',
    why: 'a device silent for a month is looked after by hand',
    items: ["a device's last contact"],
  },
  shift_pin: {
    from: 'ends with the role for which it was set',
    why: 'nobody takes over who may not work there',
    items: ['a guard’s PIN for taking over, sealed'],
  },
  pass: {
    ms: KEPT_MS.pass,
    from: 'the end of the pass and of any suspension',
    why: 'its place names one device while scans can be looked up',
    items: [
      'pass',
      'a suspension with a day',
      'which card a number names',
      'device keys and cards of a resident',
    ],
  },
  role: {
    ms: KEPT_MS.role,
    from: 'its end; of somebody of staff the end of the last role that they hold',
    why: 'who could do what, for whoever asks within a year',
    items: ['a role at its place', 'a role at a street or a community', 'staff of an account'],
  },
  roster_draft: {
    ms: KEPT_MS.roster_draft,
    from: 'reading the file; the import itself 24 hours where it is not confirmed',
    why: 'a working day to mend a file, and no second register beside the first',
    items: ['200 people of a roster', '100 errors of a roster', '100 who may be there already'],
  },
  roster_import: {
    ms: KEPT_MS.roster_import,
    from: 'confirming it',
    why: 'an import can be withdrawn whole, and says where a record came from',
    items: ['an import of a roster', 'how far an import is'],
  },
  tenancy: {
    ms: KEPT_MS.tenancy,
    from: 'its end',
    why: 'claims from a lease expire after three years (Civil Code, art. 188)',
    items: ['tenancy', 'who lived in a house', 'who moved out of a house, and when'],
  },
  vehicle: {
    ms: KEPT_MS.vehicle,
    from: 'its end',
    why: 'a question about last month',
    items: ['vehicle'],
  },
  door_card: {
    ms: KEPT_MS.door_card,
    from: 'the loss, or the end of the residence',
    why: 'a question about last month',
    items: ['whose a door card is'],
  },
  ...NOTIFICATION_RETENTION,
  duty_roster: {
    ms: KEPT_MS.duty_roster,
    from: 'its week',
    why: 'a year can be compared with the one before',
    items: ['who is on duty at a post in a week'],
  },
  hand_over: {
    ms: KEPT_MS.hand_over,
    from: 'the hand-over',
    why: 'a quarter of what was handed over',
    items: ['what was handed over at a post'],
  },
  whistle: {
    ms: KEPT_MS.whistle,
    from: 'the end of its last link, 7 days after the latest time',
    why: 'a month to ask who was called and what they said',
    items: [
      'a call on departments',
      'calls on departments of a request',
      'a department whose time will be over',
    ],
  },
  read: {
    ms: KEPT_MS.read,
    from: 'the read',
    why: 'sealed within minutes; its fact stays',
    items: ['a read of personal data'],
  },
  join_request: {
    ms: KEPT_MS.join_request,
    from: 'asking',
    why: 'a week for the household or the office to answer',
    items: ['a request to be registered'],
  },
  ended_proxy: {
    ms: KEPT_MS.ended_proxy,
    from: 'its end',
    why: 'the same again is answered alike',
    items: ['which number it was, once it has ended'],
  },
  ended_link: {
    ms: KEPT_MS.ended_link,
    from: 'its end',
    why: 'longer than a running session of that number is believed',
    items: ['the same, under their number'],
  },
  deletion: {
    ms: KEPT_MS.deletion,
    from: 'the deletion',
    why: 'sealed within minutes; its fact stays',
    items: [
      'the facts of a deletion',
      'the facts of what an emergency knew',
      'the facts of a photo that is gone',
      'the facts of a PIN that ended',
      'the facts of a proxy that ended',
      'the facts of care that ended',
      'the facts of a question answered',
      'the facts of a WeChat unbound',
      'the facts of a number taken off',
    ],
  },
  announcement: {
    ms: KEPT_MS.announcement,
    from: 'its end or its withdrawal',
    why: 'what people were told can be asked about for a year',
    items: [
      'announcement',
      'announcement of a community or a street',
      'the same by when it ends',
      'the same of a community or a street',
    ],
  },
  announcement_receipt: {
    ms: KEPT_MS.announcement_receipt,
    from: "the announcement's end",
    why: 'long enough to look after those who have not seen it; which household, and nobody in it',
    items: [
      'that an announcement was opened in a household',
      'an urgent announcement of which people are yet to be told',
    ],
  },
  ...DESK_RETENTION,
  ...EMERGENCY_RETENTION,
  audit_facts: {
    ms: KEPT_MS.audit_facts,
    from: 'sealing',
    why: 'records of handling personal information are kept three years (PIPL, art. 56)',
    items: ['the facts of a link, packed'],
  },
  chain: {
    why: 'hashes and times alone; without them no fact proves anything',
    items: ['link of a chain of facts', 'which chains there are'],
  },
  register: {
    why: 'for as long as somebody lives there or speaks for them; ended by moving out, removal or an answer',
    items: [
      'resident',
      'somebody as a list shows them, by house',
      'the same, by surname',
      'that everybody of the compound is in the register',
      'somebody of a house, masked',
      'somebody who holds another’s pass',
      'a residence that ends',
      'who looks after somebody',
      'residents of an account',
      'when an account was last used',
      'number that a household is asked about',
      'number by which an account can be told something, sealed',
      'up to when somebody has read everything',
      'how somebody wants to be told',
      'whose a WeChat is',
      'which browsers of somebody are told',
      'whose a browser is',
      'under which name a service account knows somebody',
      'the day on which time has something to do with a tenancy',
      'under which tenancy somebody is',
      'what an account lets',
      'a moving out that is not brought about yet',
      'which house a plate is of',
      'that somebody has a PIN with the house number',
      'which door card somebody holds',
    ],
  },
  staff: {
    why: 'a company, and no person',
    items: ['who runs a compound'],
  },
  place: {
    why: 'what stands on the ground, and no person',
    items: [
      'street',
      'community',
      'a compound in numbers',
      'which compounds there are',
      'compound',
      'grid',
      'building',
      'unit',
      'house',
      'the same by its door',
      'what has changed in a compound',
      'status list',
      'a thirty-second of the holders',
      'gate and its rules',
      'the door of a gate',
      'how a door stands',
      'whether there is a single entrance',
      'gate device',
      'whom to call for help',
    ],
  },
} as const satisfies Record<string, Retention>;
