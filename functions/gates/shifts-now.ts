import type { CompoundId } from '../../shared/ids.ts';
import type { DutyNow } from '../../shared/messages/duty.ts';
import type { Table } from '../platform/table.ts';
import { createGateStore } from './gate-store-dynamo.ts';
import { isOpen } from './shift.ts';
import { createShiftStore } from './shift-store-dynamo.ts';

/** At each gate the guard who has signed in, and the note that was left last. */
export function shiftsNow(table: Table) {
  const gates = createGateStore(table);
  const shifts = createShiftStore(table);
  return async (compound: CompoundId, nowMs: number): Promise<DutyNow['gates']> =>
    Promise.all(
      (await gates.listGates(compound)).map(async ({ gateId, rules }) => {
        const [latest, before] = await shifts.listLatest(gateId, 2);
        const open = latest !== undefined && isOpen(latest, nowMs) ? latest : undefined;
        const handOverNote = (open === undefined ? latest : before)?.handOverNote;
        return {
          gateId,
          name: rules.name,
          ...(open === undefined ? {} : { guardName: open.guardName, since: open.startedAt }),
          ...(handOverNote === undefined ? {} : { handOverNote }),
        };
      }),
    );
}
