import * as z from 'zod';
import { AccountId } from '../../shared/ids.ts';

/**
 * Somebody who is told things: by the inbox of the residents' page or that of the console. One
 * number may have both.
 */
export const Person = z.object({ inbox: z.enum(['resident', 'staff']), account: AccountId });
export type Person = z.infer<typeof Person>;

export const personText = ({ inbox, account }: Person): string => `${inbox}:${account}`;
