import {
  BATCHES_PER_UPLOAD,
  type recordScans,
  type ScanBatch,
} from '../../../shared/messages/gates.ts';
import type { AnswerOf } from '../../kit/api.ts';
import { type ApiFailure, failureOf, isApiFailure } from '../../kit/api-failure.ts';
import type { ScanQueue } from './scan-queue.ts';

export type SendBatches = (
  batches: ScanBatch[],
) => Promise<AnswerOf<typeof recordScans> | ApiFailure>;

/** Undefined when everything cut so far has been acknowledged; else what stopped it. */
export type UploadOutcome = ApiFailure | undefined;

/**
 * Sends what is cut, oldest first, until nothing is left or a request fails. A batch is forgotten
 * only when the server names it; one that was recorded by a try whose answer got lost is named
 * again by the next.
 */
export async function uploadScans(queue: ScanQueue, send: SendBatches): Promise<UploadOutcome> {
  let together = BATCHES_PER_UPLOAD;
  for (;;) {
    const unsent = await queue.listUnsent(together);
    if (unsent.length === 0) return undefined;
    const answer = await send(unsent.map(({ refused: _, ...batch }) => batch));
    if (!isApiFailure(answer)) {
      const named = (result: 'recorded' | 'refused') =>
        answer.batches.filter(
          (one) => one.result === result && unsent.some((sent) => isSame(sent, one)),
        );
      const [recorded, refused] = [named('recorded'), named('refused')];
      // An answer that names none of them acknowledges nothing.
      if (recorded.length + refused.length === 0) return failureOf('fault');
      await queue.acknowledge({ recorded, refused });
    } else if (!isAboutTheContents(answer)) {
      return answer;
    } else if (unsent.length > 1) {
      // One of them cannot be taken: sent alone, each is told apart.
      together = 1;
    } else {
      await queue.acknowledge({ recorded: [], refused: unsent });
    }
  }
}

const isSame = (
  one: { boot: number; batch: number },
  other: { boot: number; batch: number },
): boolean => one.boot === other.boot && one.batch === other.batch;

/** Sent again it would be refused again, and hold up everything behind it. */
export const isAboutTheContents = ({ code }: ApiFailure): boolean =>
  code === 'invalid_input' || code === 'body_too_large';
