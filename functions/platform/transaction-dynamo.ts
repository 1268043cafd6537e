import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { type CancelledAction, cancelledActions, type Table } from './table.ts';

export type TransactedAction = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Another transaction held one of the items: nothing was decided, so it is asked again. */
const CONFLICT = 'TransactionConflict';
/** Each try loses to somebody who gets on; more often than this is a fault, not a crowd. */
const MOST_TRIES = 6;

/**
 * All of it or nothing.
 * @returns `done`, or one reason an action where a condition did not hold
 */
export async function transact(
  table: Table,
  actions: TransactedAction[],
): Promise<'done' | readonly CancelledAction[]> {
  for (let tries = 1; ; tries++) {
    try {
      await table.documents.send(new TransactWriteCommand({ TransactItems: actions }));
      return 'done';
    } catch (error) {
      const cancelled = cancelledActions(error);
      if (cancelled?.some(hasFailed)) return cancelled;
      const lostToAnother = cancelled?.some(({ code }) => code === CONFLICT) ?? false;
      if (!lostToAnother || tries === MOST_TRIES) throw error;
    }
  }
}

/** Whether it was this action's condition that did not hold. */
export function hasFailed(action: CancelledAction | undefined): boolean {
  return action?.code === 'ConditionalCheckFailed';
}
