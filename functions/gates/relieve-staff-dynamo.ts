import type { Table } from '../platform/table.ts';
import { createGateStore } from './gate-store-dynamo.ts';
import type { RelieveStaffPorts } from './relieve-staff.ts';
import { createShiftPinStore } from './shift-pin-store-dynamo.ts';
import { createShiftStore } from './shift-store-dynamo.ts';

/** What ending guards' shifts needs, on the table. */
export const createStaffRelief = (table: Table): RelieveStaffPorts => ({
  gates: createGateStore(table),
  shifts: createShiftStore(table),
  pins: createShiftPinStore(table),
});
