import { describe, expect, it } from 'vitest';
import { deskRowOf } from '../../../../functions/requests/desk-rows.ts';
import { shownRow } from '../../../../functions/requests/shown-request.ts';
import { RequestId } from '../../../../shared/ids.ts';
import { OFFLINE } from '../../../../web/kit/api-failure.ts';
import { readRows } from '../../../../web/manager/requests/board-rows.ts';
import { aRequest } from '../../../functions/requests/a-request.ts';

const rowAt = (at: number) => {
  const requestId = RequestId.parse(`req_1_${String(at).padStart(16, '0')}`);
  return shownRow(deskRowOf(aRequest({ requestId })));
};

/** A server that answers so many rows a page, page by page. */
function boardOf(pages: readonly number[]) {
  const turned: (number | undefined)[] = [];
  const turn = async (after: number | undefined) => {
    turned.push(after);
    const page = after ?? 0;
    const before = pages.slice(0, page).reduce((sum, many) => sum + many, 0);
    const requests = Array.from({ length: pages[page] ?? 0 }, (_, at) => rowAt(before + at));
    return page + 1 < pages.length ? { requests, next: page + 1 } : { requests };
  };
  return { turned, turn };
}
const countOf = async (pages: readonly number[], wanted: number) => {
  const read = await readRows(wanted, boardOf(pages).turn);
  if (!('goesOn' in read)) throw new Error(read.code);
  expect(new Set(read.requests.map(({ requestId }) => requestId)).size).toBe(read.requests.length);
  return [read.requests.length, read.goesOn];
};

describe('a board of more requests than are looked at at once', () => {
  it('stops at as many as are wanted, says that there are more, and goes on from there', async () => {
    const pages = [500, 500, 500, 500, 500];
    expect(await countOf(pages, 2_000)).toEqual([2_000, true]);
    expect(await countOf(pages, 2_200)).toEqual([2_200, true]);
    expect(await countOf(pages, 2_400)).toEqual([2_400, true]);
    expect(await countOf(pages, 2_600)).toEqual([2_500, false]);
  });

  it('says of exactly as many that it is all, also where an empty page follows', async () => {
    expect(await countOf([500, 500], 1_000)).toEqual([1_000, false]);
    expect(await countOf([500, 500, 0], 1_000)).toEqual([1_000, false]);
  });

  it('looks past pages of which few are for whoever asks', async () => {
    expect(await countOf([0, 3, 0, 2, 1], 100)).toEqual([6, false]);
  });

  it('asks no page more than it takes to know', async () => {
    const { turned, turn } = boardOf([500, 500, 500]);
    await readRows(400, turn);
    expect(turned).toEqual([undefined]);
  });

  it('is no board where a page of it did not come', async () => {
    const { turn } = boardOf([500, 500, 500]);
    const breaks = async (after: number | undefined) => (after === 1 ? OFFLINE : turn(after));
    expect(await readRows(2_000, breaks)).toBe(OFFLINE);
  });
});
