import { shallowRef } from 'vue';
import * as z from 'zod';
import { isFinished, isOpen } from '../../../shared/desk/request-lifecycle.ts';
import type { RequestId, ResidentId } from '../../../shared/ids.ts';
import { listOwnRequests, OwnRequest, readOwnRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { api } from '../app/api.ts';
import { records } from '../wallet/kept-wallet.ts';

/** A line of the list: no words of what was asked stay on the phone. */
const Line = OwnRequest.pick({
  requestId: true,
  typeId: true,
  typeName: true,
  state: true,
  at: true,
  dueAt: true,
  version: true,
});
export type Line = z.infer<typeof Line> & { readonly text?: string | undefined };
const KeptList = z.object({ readAt: z.number(), lines: z.array(Line) });

export type List = {
  readonly lines: readonly Line[];
  readonly readAt: number;
};

/** By whom they are for. */
const lists = shallowRef<ReadonlyMap<ResidentId, List>>(new Map());
const tags = new Map<ResidentId, string>();
/** Each as it was last read. */
const read = shallowRef<ReadonlyMap<RequestId, { request: OwnRequest; tag?: string }>>(new Map());

export const listOf = (residentId: ResidentId): List | undefined => lists.value.get(residentId);
export const requestOf = (requestId: RequestId): OwnRequest | undefined =>
  read.value.get(requestId)?.request;

const nameOf = (residentId: ResidentId): string => `request-list#${residentId}`;
const noteList = (residentId: ResidentId, list: List): void => {
  lists.value = new Map(lists.value).set(residentId, list);
};

/** Notes one as it stands now, in its list too. */
export function noteRequest(request: OwnRequest, tag?: string): void {
  const { requestId, residentId } = request;
  const known = tag === undefined ? { request } : { request, tag };
  read.value = new Map(read.value).set(requestId, known);
  const list = listOf(residentId);
  if (list === undefined) return;
  tags.delete(residentId);
  const others = list.lines.filter((one) => one.requestId !== requestId);
  noteList(residentId, { ...list, lines: [request, ...others] });
}

/** As an earlier page has seen it. */
export async function recallList(residentId: ResidentId): Promise<void> {
  if (listOf(residentId) !== undefined) return;
  const kept = await records.read(nameOf(residentId), KeptList).catch(() => undefined);
  if (kept !== undefined && listOf(residentId) === undefined) noteList(residentId, kept);
}

/** @returns whether anything was new, or why it could not be read */
export async function readList(residentId: ResidentId): Promise<boolean | ApiFailure> {
  const tag = tags.get(residentId);
  const outcome = await api.exchange(listOwnRequests, {
    params: { residentId },
    ...(tag === undefined ? {} : { headers: { 'if-none-match': tag } }),
  });
  if (isApiFailure(outcome)) return outcome;
  if (outcome.result === 'not_modified') return false;
  if (outcome.etag !== undefined) tags.set(residentId, outcome.etag);
  const { requests } = outcome.answer;
  const readAt = serverClock.now();
  noteList(residentId, { lines: requests, readAt });
  read.value = new Map([
    ...read.value,
    ...requests.map((request) => [request.requestId, { request }] as const),
  ]);
  const lines = requests.map((request) => Line.parse(request));
  await records.write(nameOf(residentId), { readAt, lines }).catch(() => undefined);
  return true;
}

/** @returns whether anything was new, or why it could not be read */
export async function readOne(requestId: RequestId): Promise<boolean | ApiFailure> {
  const tag = read.value.get(requestId)?.tag;
  const outcome = await api.exchange(readOwnRequest, {
    params: { requestId },
    ...(tag === undefined ? {} : { headers: { 'if-none-match': tag } }),
  });
  if (isApiFailure(outcome)) return outcome;
  if (outcome.result === 'not_modified') return false;
  const before = requestOf(requestId);
  noteRequest(outcome.answer, outcome.etag);
  return before?.version !== outcome.answer.version;
}

/** Somebody still has to do something. */
export const isAwaited = ({ state }: Pick<Line, 'state'>): boolean =>
  isOpen(state) || isFinished(state);

/** Open ones first, the first due first; then what is over, the latest first. */
export function inOrder(lines: readonly Line[]): { open: Line[]; over: Line[] } {
  const open = lines.filter(isAwaited).sort((one, other) => {
    const [a, b] = [isOpen(one.state), isOpen(other.state)];
    return a === b ? one.dueAt - other.dueAt : Number(b) - Number(a);
  });
  const over = lines.filter((one) => !isAwaited(one)).sort((one, other) => other.at - one.at);
  return { open, over };
}
