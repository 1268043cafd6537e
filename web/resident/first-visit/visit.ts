import { reactive, watch } from 'vue';
import * as z from 'zod';
import { inThisTab } from '../../kit/remembered.ts';

/** How far the first visit has come. A reload goes on from here; closing the tab forgets it. */
export const Visit = z.object({
  /** The notice was read and its box ticked. */
  agreed: z.boolean(),
  /** As typed. */
  phone: z.string(),
  /** As typed. */
  code: z.string(),
  /** The number that a code was last sent to, and when another may be asked for (unix ms). */
  sent: z.object({ phone: z.string(), again: z.number() }).optional(),
});
export type Visit = z.infer<typeof Visit>;

const REMEMBERED_AS = 'xq-visit';
const START: Visit = { agreed: false, phone: '', code: '' };

function remembered(): Visit {
  try {
    return Visit.parse(JSON.parse(inThisTab.get(REMEMBERED_AS) ?? ''));
  } catch {
    return START;
  }
}

export const visit = reactive<Visit>(remembered());

watch(visit, (now) => inThisTab.set(REMEMBERED_AS, JSON.stringify(now)), { flush: 'sync' });

/** The number has done its work: it is kept nowhere once somebody is signed in. */
export function forgetPhone(): void {
  visit.phone = '';
  visit.code = '';
  delete visit.sent;
}

export type VisitStep = 'notice' | 'phone' | 'code';

/** Where a visit without a pass goes on. */
export function stepOf({ agreed, sent }: Pick<Visit, 'agreed' | 'sent'>): VisitStep {
  if (!agreed) return 'notice';
  return sent === undefined ? 'phone' : 'code';
}
