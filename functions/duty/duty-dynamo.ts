import { createCompoundStore } from '../compounds/index.ts';
import { shiftsNow } from '../gates/index.ts';
import { createGrantStore } from '../permissions/index.ts';
import type { Table } from '../platform/table.ts';
import type { DutyPorts } from './duty.ts';
import { createDutyStore } from './duty-store-dynamo.ts';
import { staffOfCompound } from './staff-of-compound.ts';

/** The duty roster on the table. */
export function createDuty(table: Table): DutyPorts {
  return {
    duty: createDutyStore(table),
    staffOf: staffOfCompound({
      grants: createGrantStore(table),
      compounds: createCompoundStore(table),
    }),
    shiftsNow: shiftsNow(table),
  };
}
