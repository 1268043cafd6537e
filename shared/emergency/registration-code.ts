import * as z from 'zod';

/** By what a laboratory names somebody: 16 characters that belong to one emergency and say nothing. */
export const RegistrationCode = z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/);
export type RegistrationCode = z.infer<typeof RegistrationCode>;
