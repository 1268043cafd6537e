import * as z from 'zod';

/** YYYY-MM-DD, in Shanghai. */
export const Day = z.iso.date();
