import * as z from 'zod';

/** What stands behind `/G/` in a gate's code. Whether it is one is for whoever reads it to say. */
export const GateCodeInPath = z.string().regex(/^[A-Za-z0-9]{1,160}$/);
