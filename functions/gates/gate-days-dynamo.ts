import { createCompoundVersions } from '../compounds/index.ts';
import { createHolderStore } from '../passes/index.ts';
import type { Table } from '../platform/table.ts';
import type { GateDayRoutesDeps } from './day-routes.ts';
import type { DeviceContacts } from './device-contacts.ts';
import { createDeviceContacts } from './device-contacts-dynamo.ts';
import { createGateDayStore } from './gate-day-store-dynamo.ts';
import { createShiftPinStore } from './shift-pin-store-dynamo.ts';

export type GateDays = Omit<GateDayRoutesDeps, 'authenticate' | 'gates'> & {
  readonly contacts: DeviceContacts;
};

/** What a manager reads of gates, on the table. */
export function createGateDays(table: Table): GateDays {
  return {
    days: createGateDayStore(table),
    holders: createHolderStore(table),
    versions: createCompoundVersions(table),
    kept: new Map(),
    pins: createShiftPinStore(table),
    contacts: createDeviceContacts(table),
  };
}
