import * as z from 'zod';

/** Pages count from 0. */
export const PageNumber = z.string().regex(/^(?:0|[1-9][0-9]{0,3})$/);
