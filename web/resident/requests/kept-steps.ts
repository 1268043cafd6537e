import { shallowRef } from 'vue';
import * as z from 'zod';
import { MatterId, RequestId, ResidentId } from '../../../shared/ids.ts';
import { Rating } from '../../../shared/messages/matter.ts';
import { records } from '../wallet/kept-wallet.ts';
import { inTurn, KeptPhoto, keepsNothing, Refused, written } from './kept-requests.ts';

/** What whoever asked says of a request that is there, and which waits for nobody's answer. */
export const SaidOfRequest = z.discriminatedUnion('step', [
  z.object({ step: z.literal('note'), note: z.string() }),
  z.object({
    step: z.literal('rate'),
    service: Rating.shape.service,
    note: z.string().optional(),
  }),
  z.object({ step: z.literal('confirm'), handOverId: MatterId, of: z.enum(['out', 'back']) }),
  z.object({ step: z.literal('settle'), advanceId: MatterId }),
]);
export type SaidOfRequest = z.infer<typeof SaidOfRequest>;

/** Said, and not yet with the server. */
export const WaitingStep = z.object({
  /** The step's name: sent twice it is one step. */
  key: z.string(),
  requestId: RequestId,
  residentId: ResidentId,
  what: SaidOfRequest,
  photos: z.array(KeptPhoto),
  at: z.number(),
  refused: Refused.optional(),
});
export type WaitingStep = z.infer<typeof WaitingStep>;

const KEPT = 'request-step#';

/** The oldest first. */
export const waitingSteps = shallowRef<readonly WaitingStep[]>([]);
const inOrder = (steps: readonly WaitingStep[]): readonly WaitingStep[] =>
  [...steps].sort((one, other) => one.at - other.at);

export const stepsOf = (requestId: RequestId): readonly WaitingStep[] =>
  waitingSteps.value.filter((one) => one.requestId === requestId);

/** What this phone holds; another tab may have changed it. */
export async function loadKeptSteps(): Promise<void> {
  await written();
  if (keepsNothing.value) return;
  try {
    waitingSteps.value = inOrder(await records.list(KEPT, WaitingStep));
  } catch {
    keepsNothing.value = true;
  }
}

export function keepStep(entry: WaitingStep): Promise<void> {
  const others = waitingSteps.value.filter(({ key }) => key !== entry.key);
  waitingSteps.value = inOrder([...others, entry]);
  return inTurn(() => records.write(`${KEPT}${entry.key}`, entry));
}

export function dropStep(key: string): Promise<void> {
  waitingSteps.value = waitingSteps.value.filter((one) => one.key !== key);
  return inTurn(() => records.remove(`${KEPT}${key}`));
}

/** Whether it still waits: another tab may have sent it, or its owner signed out. */
export async function stepWaits(key: string): Promise<boolean> {
  await written();
  if (keepsNothing.value) return waitingSteps.value.some((one) => one.key === key);
  try {
    return (await records.read(`${KEPT}${key}`, WaitingStep)) !== undefined;
  } catch {
    return true;
  }
}
