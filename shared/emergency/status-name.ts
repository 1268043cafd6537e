import * as z from 'zod';

/** By what an emergency names somebody in keys and facts: without its data key, nobody. */
export const StatusName = z.string().regex(/^[0-9a-f]{32}$/);
export type StatusName = z.infer<typeof StatusName>;

/** By which case an auditor looks: a complaint, an inspection, in the words of whoever keeps them. */
export const CaseNumber = z.string().regex(/^[\p{Script=Han}A-Za-z0-9〔〕（）()-]{4,40}$/u);
export type CaseNumber = z.infer<typeof CaseNumber>;
