import { openTable, type Table } from '../../functions/platform/table.ts';
import type { TestEngine } from './engine.ts';

export type Units = { readonly read: number; readonly written: number };

function capacityIn(output: object): unknown[] {
  const consumed: unknown = 'ConsumedCapacity' in output ? output.ConsumedCapacity : [];
  return Array.isArray(consumed) ? consumed : [consumed];
}
const isRead = (command: string): boolean => /^(Get|Query|BatchGet|Scan|TransactGet)/.test(command);

/** The engine's table through a client of its own, and what the engine says its commands consumed. */
export function countingTable(engine: TestEngine): { readonly table: Table; units(): Units } {
  let read = 0;
  let written = 0;
  const table = openTable({
    name: engine.table.name,
    endpoint: engine.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  table.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (step) => {
        const input = { ...step.input, ReturnConsumedCapacity: 'TOTAL' };
        const result = await next({ ...step, input });
        for (const one of capacityIn(Object(result.output))) {
          const units = Number(Object(one).CapacityUnits ?? 0);
          if (isRead(commandName)) read += units;
          else written += units;
        }
        return result;
      },
    { step: 'initialize', name: 'countUnits' },
  );
  return { table, units: () => ({ read, written }) };
}
