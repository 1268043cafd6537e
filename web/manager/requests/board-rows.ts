import type { RequestRow } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';

/** As many are looked at to begin with, and so many more each time. */
export const FIRST_ROWS = 2_000;
export const MORE_ROWS = 200;

type Page<Cursor> = {
  readonly requests: readonly RequestRow[];
  readonly next?: Cursor | undefined;
};
export type BoardRows = {
  readonly requests: readonly RequestRow[];
  /** There are others behind these. */
  readonly goesOn: boolean;
};

/**
 * Turns the pages of a board until it is known whether there are more than are wanted: what a page
 * brings beyond those says so, as a page may be empty and there is always a last one.
 */
export async function readRows<Cursor>(
  wanted: number,
  turn: (after: Cursor | undefined) => Promise<Page<Cursor> | ApiFailure>,
): Promise<BoardRows | ApiFailure> {
  const requests: RequestRow[] = [];
  let after: Cursor | undefined;
  do {
    const page = await turn(after);
    if (isApiFailure(page)) return page;
    requests.push(...page.requests);
    after = page.next;
  } while (after !== undefined && requests.length <= wanted);
  return { requests: requests.slice(0, wanted), goesOn: requests.length > wanted };
}
