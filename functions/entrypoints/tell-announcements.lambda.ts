import * as announcements from '../announcements/index.ts';
import { createCompoundStore } from '../compounds/index.ts';
import { createOutbox } from '../notifications/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import { newRequestId } from '../platform/request-id.ts';
import { createResidentStore } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const ports = {
  tellings: announcements.createTellingStore(table),
  announcements: announcements.createAnnouncements(table).announcements,
  compounds: createCompoundStore(table),
  residents: createResidentStore(table),
  tell: announcements.tellByNotification({ outbox: createOutbox(table) }),
};

/** Every minute: goes on with the urgent announcements of which people are yet to be told. */
export async function handler(): Promise<void> {
  const run = { id: newRequestId(), clock, endsAt: clock() + announcements.TELL_RUN_MS };
  await announcements.tellResidents(ports, run);
}
