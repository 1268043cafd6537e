import {
  OPENINGS_PER_UPLOAD,
  type Opening,
  type recordOpenings,
} from '../../../shared/messages/openings.ts';
import type { AnswerOf } from '../../kit/api.ts';
import { type ApiFailure, failureOf, isApiFailure } from '../../kit/api-failure.ts';
import { isAboutTheContents, type UploadOutcome } from '../queue/upload-scans.ts';
import type { OpeningQueue } from './opening-queue.ts';

export type SendOpenings = (
  openings: Opening[],
) => Promise<AnswerOf<typeof recordOpenings> | ApiFailure>;

/** As `uploadScans`: oldest first, forgotten only when the server names it. */
export async function uploadOpenings(
  queue: OpeningQueue,
  send: SendOpenings,
): Promise<UploadOutcome> {
  let together = OPENINGS_PER_UPLOAD;
  for (;;) {
    const unsent = await queue.listUnsent(together);
    if (unsent.length === 0) return undefined;
    const answer = await send([...unsent]);
    if (!isApiFailure(answer)) {
      const named = (result: 'recorded' | 'refused') =>
        unsent.filter(({ boot, seq }) =>
          answer.openings.some(
            (one) => one.boot === boot && one.seq === seq && one.result === result,
          ),
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
