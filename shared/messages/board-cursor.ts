import * as z from 'zod';

/**
 * Where a page of the board ends and the next begins. Apart from the board itself, since every
 * function reads paths, and few know requests.
 */
export const BoardCursor = z.string().regex(/^[\w-]{16,160}$/);
