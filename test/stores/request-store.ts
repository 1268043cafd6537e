import { beforeEach, describe, expect, it } from 'vitest';
import { projectRequests } from '../../functions/requests/index.ts';
import type { StoredRequest } from '../../functions/requests/request.ts';
import type { DeskRowStore, RequestStore } from '../../functions/requests/request-store.ts';
import {
  type CompoundId,
  compoundIdOf,
  type RequestId,
  type ResidentId,
} from '../../shared/ids.ts';
import { ASKED, aRequest, HOUR } from '../functions/requests/a-request.ts';

let compounds = 8_000;

/** What every store of requests promises, and the lists that are made from it. */
export function requestStoreSuite(
  open: () => { readonly requests: RequestStore; readonly rows: DeskRowStore },
): void {
  describe('a store of requests', () => {
    let stores: ReturnType<typeof open>;
    let number: number;
    let compound: CompoundId;
    let resident: ResidentId;
    beforeEach(() => {
      stores = open();
      number = ++compounds;
      compound = compoundIdOf(number);
      resident = `res_${number}_0000000000000001`;
    });

    const idOf = (one: number): RequestId => `req_${number}_${String(one).padStart(16, '0')}`;
    const made = (one: number, changed: Partial<StoredRequest> = {}): StoredRequest =>
      aRequest({ requestId: idOf(one), residentId: resident, ...changed });
    const next = (before: StoredRequest, changed: Partial<StoredRequest>): StoredRequest => ({
      ...before,
      ...changed,
      version: before.version + 1,
    });
    async function keep(request: StoredRequest): Promise<StoredRequest> {
      expect(await stores.requests.keepRequest(request)).toBe('kept');
      await projectRequests(stores.rows, changeOf(undefined, request));
      return request;
    }
    async function change(before: StoredRequest, changed: Partial<StoredRequest>) {
      const after = next(before, changed);
      expect(await stores.requests.changeRequest(before, after)).toBe('changed');
      await projectRequests(stores.rows, changeOf(before, after));
      return after;
    }
    const itemOf = (request: StoredRequest) => ({
      pk: `${compound}#request#${request.requestId}`,
      sk: 'request',
      ...request,
    });
    const changeOf = (before: StoredRequest | undefined, after: StoredRequest) => ({
      ...(before === undefined ? {} : { before: itemOf(before) }),
      after: itemOf(after),
    });
    const board = async (page: { state?: 'new' | 'claimed'; after?: string; most?: number } = {}) =>
      stores.requests.listOpen(compound, { most: 100, ...page });
    const idsOn = (rows: readonly { readonly requestId: RequestId }[]) =>
      rows.map(({ requestId }) => requestId);
    const HELD = {
      state: 'claimed',
      assignee: 'stf_0000000000000001',
      assigneeMaskedName: '胡**',
      assigneeOffice: 'property',
    } as const;

    it('keeps one once, and answers what stands there', async () => {
      const first = await keep(made(1, { text: '一' }));
      expect(await stores.requests.keepRequest(made(1, { text: '二' }))).toEqual(first);
      expect(await stores.requests.findRequest(idOf(1))).toEqual(first);
      expect(await stores.requests.findRequest(idOf(2))).toBeUndefined();
    });

    it('changes what was seen: of a crowd one, and the others are told what stands there', async () => {
      const before = await keep(made(1));
      const afters = Array.from({ length: 20 }, (_, one) =>
        next(before, { ...HELD, assignee: `stf_${String(one).padStart(16, '0')}` }),
      );
      const outcomes = await Promise.all(
        afters.map((after) => stores.requests.changeRequest(before, after)),
      );
      expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
      const winner = afters[outcomes.indexOf('changed')];
      for (const outcome of outcomes) expect(outcome).toBeOneOf(['changed', winner]);
      expect(await stores.requests.findRequest(idOf(1))).toEqual(winner);
    });

    it('lists somebody’s own, the newest first, as it was written last', async () => {
      const first = await keep(made(1));
      const second = await keep(made(2, { at: ASKED + HOUR }));
      await keep(made(3, { residentId: `res_${number}_0000000000000002` }));
      const after = next(first, { text: '改' });
      await stores.requests.changeRequest(first, after);
      expect(await stores.requests.listRequestsOf(resident)).toEqual([second, after]);
    });

    it('shows the board by state, in each the first due first, and page by page', async () => {
      await keep(made(1, { dueAt: ASKED + 3 * HOUR }));
      await keep(made(2, { dueAt: ASKED + HOUR }));
      await keep(made(3, { ...HELD, dueAt: ASKED + 2 * HOUR }));
      expect(idsOn((await board()).rows)).toEqual([3, 2, 1].map(idOf));
      expect(idsOn((await board({ state: 'new' })).rows)).toEqual([2, 1].map(idOf));
      const page = await board({ most: 2 });
      expect(idsOn(page.rows)).toEqual([3, 2].map(idOf));
      const { rows, next: end } = await board({ most: 2, after: page.next ?? '' });
      expect([idsOn(rows), end]).toEqual([[idOf(1)], undefined]);
    });

    it('moves the rows with the request: waiting, a task, over, and open again', async () => {
      const asked = await keep(made(1));
      expect(idsOn(await stores.requests.listWaiting(compound))).toEqual([idOf(1)]);
      const claimed = await change(asked, HELD);
      const tasks = () => stores.requests.listTasks(compound, HELD.assignee);
      expect(idsOn(await tasks())).toEqual([idOf(1)]);
      expect(await stores.requests.listWaiting(compound)).toEqual([]);
      const finished = await change(claimed, { state: 'done', doneAt: ASKED + HOUR });
      expect([await tasks(), idsOn((await board()).rows)]).toEqual([[], [idOf(1)]]);
      const closedAt = ASKED + 5 * HOUR;
      const closed = await change(finished, {
        state: 'closed',
        doneAt: ASKED + HOUR,
        closedAt,
        rating: { service: 3, at: closedAt },
      });
      expect([await tasks(), (await board()).rows]).toEqual([[], []]);
      const done = () => stores.requests.listDone(compound, '2026-11');
      expect(await done()).toMatchObject([
        { outcome: 'closed', minutes: 60, inTime: true, service: 3 },
      ]);
      const { closedAt: _, doneAt: __, assignee: ___, ...open } = closed;
      const reopened = { ...open, state: 'reopened' as const, version: closed.version + 1 };
      await stores.requests.changeRequest(closed, reopened);
      await projectRequests(stores.rows, changeOf(closed, reopened));
      expect(await done()).toEqual([]);
      expect(idsOn(await stores.requests.listWaiting(compound))).toEqual([idOf(1)]);
    });

    it('makes the same lists of changes that are delivered twice, or again from half-way', async () => {
      const asked = made(1);
      const claimed = next(asked, HELD);
      const started = next(claimed, { state: 'in_progress' });
      const changes = [
        changeOf(undefined, asked),
        changeOf(asked, claimed),
        changeOf(claimed, started),
      ];
      for (const from of [0, 0, 1, 2, 0]) {
        for (const delivered of changes.slice(from)) {
          await projectRequests(stores.rows, delivered);
        }
        const { rows } = await board();
        expect(rows.map(({ state }) => state)).toEqual(['in_progress']);
      }
    });

    it('says what is due by a moment, and nothing of what is due later', async () => {
      await keep(made(1, { nextDue: { do: 'remind', at: ASKED + HOUR } }));
      await keep(made(2, { nextDue: { do: 'remind', at: ASKED } }));
      await keep(made(3, { nextDue: { do: 'remind', at: ASKED + HOUR + 1 } }));
      const due = await stores.requests.listDue(compound, ASKED + HOUR, 10);
      expect(due).toEqual([
        { requestId: idOf(2), at: ASKED },
        { requestId: idOf(1), at: ASKED + HOUR },
      ]);
      expect(await stores.requests.listDue(compound, ASKED + HOUR, 1)).toHaveLength(1);
    });

    it('counts in the month of Shanghai in which it ended', async () => {
      const midnight = Date.UTC(2026, 10, 30, 16);
      for (const [one, closedAt] of [
        [1, midnight - 1],
        [2, midnight],
      ] as const) {
        await keep(made(one, { state: 'cancelled', closedAt }));
      }
      for (const [month, one] of [
        ['2026-11', 1],
        ['2026-12', 2],
      ] as const) {
        const done = await stores.requests.listDone(compound, month);
        expect(done).toMatchObject([{ requestId: idOf(one), outcome: 'cancelled' }]);
        expect(done[0]).not.toHaveProperty('minutes');
      }
    });

    it('goes from every list but the counts when its term is over', async () => {
      const closed = await keep(made(1, { state: 'closed', closedAt: ASKED, doneAt: ASKED }));
      await projectRequests(stores.rows, { before: itemOf(closed) });
      expect(await stores.requests.listDone(compound, '2026-11')).toHaveLength(1);
      expect(await stores.requests.listRequestsOf(resident)).toEqual([]);
    });
  });
}
