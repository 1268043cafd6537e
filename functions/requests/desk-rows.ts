import * as z from 'zod';
import { isFinished, isHeld, isOpen } from '../../shared/desk/request-lifecycle.ts';
import { compoundOf, RequestId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { deniedOf, openHandOversOf } from './open-ends.ts';
import { StoredRequest } from './request.ts';
import {
  boardPartition,
  boardPrefix,
  donePartition,
  duePartition,
  type Key,
  sortedBy,
  tasksPartition,
} from './request-keys.ts';

const MINUTE_MS = 60_000;

/** A request as a list shows it: made from the item by the stream, a moment behind it. */
export const DeskRow = StoredRequest.pick({
  requestId: true,
  typeId: true,
  typeName: true,
  sensitive: true,
  dispatch: true,
  state: true,
  at: true,
  dueAt: true,
  building: true,
  buildingId: true,
  gridId: true,
  houseLabel: true,
  assignee: true,
  assigneeMaskedName: true,
  assigneeOffice: true,
  teamId: true,
  pausedUntil: true,
  version: true,
}).extend({ openHandOvers: z.number().int(), denied: z.number().int().optional() });
export type DeskRow = z.infer<typeof DeskRow>;

/** Of a request that is over: what is counted, and nothing of whose it was. */
export const DoneRow = z.object({
  requestId: RequestId,
  typeId: StoredRequest.shape.typeId,
  typeName: z.string(),
  outcome: z.enum(['closed', 'cancelled']),
  /** From asking until it was done; absent where it never was. */
  minutes: z.number().int().optional(),
  inTime: z.boolean().optional(),
  service: z.number().int().optional(),
  at: z.number().int(),
  /** When it was done, or taken back. */
  overAt: z.number().int(),
});
export type DoneRow = z.infer<typeof DoneRow>;

export const DueRow = z.object({ requestId: RequestId, at: z.number().int() });

export function deskRowOf(request: StoredRequest): DeskRow {
  const denied = deniedOf(request);
  const row = DeskRow.parse({
    ...request,
    openHandOvers: openHandOversOf(request),
    ...(denied === 0 ? {} : { denied }),
  });
  if (!request.sensitive) return row;
  const { houseLabel: _, ...shared } = row;
  return shared;
}

/** Done from the moment that it was, though nobody has closed it yet; opened again, it is not. */
function overAtOf({ state, doneAt, closedAt }: StoredRequest): number | undefined {
  return doneAt ?? (state === 'cancelled' ? closedAt : undefined);
}

function doneRowOf(request: StoredRequest, overAt: number): DoneRow {
  const { requestId, typeId, typeName, state, at, dueAt, doneAt, rating } = request;
  return {
    requestId,
    typeId,
    typeName,
    outcome: state === 'cancelled' ? 'cancelled' : 'closed',
    ...(doneAt === undefined
      ? {}
      : { minutes: Math.ceil((doneAt - at) / MINUTE_MS), inTime: doneAt <= dueAt }),
    ...(rating === undefined ? {} : { service: rating.service }),
    at,
    overAt,
  };
}

type Row = Key & Readonly<Record<string, unknown>>;

/** Every row that stands for a request as it is. The same request has the same rows. */
export function rowsOf(request: StoredRequest): Row[] {
  const { requestId, state, dueAt, assignee, nextDue } = request;
  const compound = compoundOf(requestId);
  const sk = sortedBy(dueAt, requestId);
  const board = { pk: boardPartition(compound), sk: `${boardPrefix(state)}${sk}` };
  // What is done stays on the board until it is closed: somebody calls back first.
  const onBoard = isOpen(state) || isFinished(state);
  const rows: Row[] = onBoard ? [{ ...board, ...deskRowOf(request) }] : [];
  if (assignee !== undefined && isHeld(state)) {
    rows.push({ pk: tasksPartition(compound, assignee), sk, ...deskRowOf(request) });
  }
  if (nextDue !== undefined) {
    const { at } = nextDue;
    rows.push({ pk: duePartition(compound), sk: sortedBy(at, requestId), requestId, at });
  }
  const overAt = overAtOf(request);
  if (overAt !== undefined) {
    const month = shanghaiDay(overAt).slice(0, 'yyyy-mm'.length);
    rows.push({
      pk: donePartition(compound, month),
      sk: sortedBy(overAt, requestId),
      ...doneRowOf(request, overAt),
      ttl: Math.ceil((overAt + KEPT_MS.request_count) / 1_000),
    });
  }
  return rows;
}
