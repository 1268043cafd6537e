import { OF_ALERTS } from './alert-operations.ts';
import { OF_ANNOUNCEMENTS, OF_OWN_ANNOUNCEMENTS } from './announcement-operations.ts';
import { OF_ANYONE } from './anyone-operations.ts';
import { OF_SCAN_TO_OPEN, OF_SCREENS } from './arrival-operations.ts';
import { OF_AUDIT } from './audit-operations.ts';
import { OF_CARDS } from './card-operations.ts';
import { OF_CERTIFICATES, OF_WITNESSES } from './certificate-operations.ts';
import { OF_DESK, OF_OWN_REQUESTS } from './desk-operations.ts';
import { OF_DESK_SETTINGS } from './desk-settings-operations.ts';
import { OF_DOORS, OF_DOORS_HERE } from './door-operations.ts';
import { OF_DUTY } from './duty-operations.ts';
import { OF_EMERGENCIES } from './emergency-operations.ts';
import { OF_GATES, OF_MANAGERS, OF_RESIDENTS } from './first-operations.ts';
import { OF_GATE_DAYS, OF_RELIEF, OF_SAID_PINS } from './gate-day-operations.ts';
import { OF_GATE_RULES } from './gate-rule-operations.ts';
import { OF_HEALTH_CHANGES, OF_OWN_HEALTH_CHANGES } from './health-change-operations.ts';
import { OF_HEALTH, OF_HEALTH_FEEDS, OF_OWN_HEALTH } from './health-operations.ts';
import { OF_HOUSES, OF_OWN_HOUSE } from './house-operations.ts';
import { OF_MATTERS } from './matter-operations.ts';
import { OF_INBOX, OF_STAFF_INBOX } from './notification-operations.ts';
import type { Operation } from './operation.ts';
import { OF_PERMISSIONS } from './permission-operations.ts';
import { OF_PHOTOS } from './photo-operations.ts';
import { OF_PLACES } from './place-operations.ts';
import { OF_ENTRY_MEANS, OF_HOUSEHOLDS, OF_REGISTER } from './register-operations.ts';
import { OF_ROSTERS } from './roster-operations.ts';
import { OF_STATUS_CHAINS } from './status-chain-operations.ts';
import { OF_STREETS } from './street-operations.ts';
import { OF_OWN_TRIPS, OF_TRIP_COUNTS, OF_TRIP_GRANTS } from './trip-operations.ts';
import { OF_ARRIVALS, OF_INVITATIONS, OF_VISITS } from './visitor-operations.ts';
import { OF_WHISTLE_LINKS, OF_WHISTLES } from './whistle-operations.ts';

/** Every endpoint there is, by who calls it. */
export const OPERATIONS = {
  // One feature a line.
  anyone: OF_ANYONE,
  gate: [
    ...OF_GATES,
    ...OF_RELIEF,
    ...OF_SAID_PINS,
    ...OF_SCREENS,
    ...OF_DOORS_HERE,
    ...OF_ARRIVALS,
  ],
  resident: [
    ...OF_RESIDENTS,
    ...OF_OWN_HOUSE,
    ...OF_OWN_ANNOUNCEMENTS,
    ...OF_HOUSEHOLDS,
    ...OF_OWN_REQUESTS,
    ...OF_OWN_HEALTH,
    ...OF_OWN_HEALTH_CHANGES,
    ...OF_HEALTH_FEEDS,
    ...OF_OWN_TRIPS,
    ...OF_TRIP_COUNTS,
    ...OF_WHISTLE_LINKS,
    ...OF_INBOX,
    ...OF_CERTIFICATES,
    ...OF_SCAN_TO_OPEN,
    ...OF_INVITATIONS,
    ...OF_VISITS,
  ],
  manager: [
    // One feature a line.
    ...OF_MANAGERS,
    ...OF_GATE_DAYS,
    ...OF_CARDS,
    ...OF_REGISTER,
    ...OF_ENTRY_MEANS,
    ...OF_HOUSES,
    ...OF_PLACES,
    ...OF_PERMISSIONS,
    ...OF_GATE_RULES,
    ...OF_DOORS,
    ...OF_ROSTERS,
    ...OF_PHOTOS,
    ...OF_STREETS,
    ...OF_HEALTH,
    ...OF_TRIP_GRANTS,
    ...OF_ALERTS,
    ...OF_HEALTH_CHANGES,
    ...OF_WHISTLES,
    ...OF_EMERGENCIES,
    ...OF_DUTY,
    ...OF_ANNOUNCEMENTS,
    ...OF_AUDIT,
    ...OF_DESK,
    ...OF_STAFF_INBOX,
    ...OF_DESK_SETTINGS,
    ...OF_MATTERS,
    ...OF_WITNESSES,
    ...OF_STATUS_CHAINS,
  ],
} as const satisfies Record<string, readonly Operation[]>;
