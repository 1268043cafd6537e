import type { Direction } from '../../../shared/gate/outcomes.ts';
import { type ArrivalVerdict, decideArrival } from '../../../shared/messages/arrivals.ts';
import type { Api } from '../../kit/api.ts';
import { isApiFailure } from '../../kit/api-failure.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';

/** Somebody stands at the gate: longer than this the guard is asked instead. */
const SOON_MS = 1_500;
/** And so long it may still change by itself. */
const ASKED_FOR_MS = 10_000;
const AGAIN_AFTER_MS = 500;

export type AskedArrival = {
  /** Its answer, if it comes soon; else undefined. */
  readonly soon: Promise<ArrivalVerdict | undefined>;
  /** Its answer, if it comes at all. */
  readonly late: Promise<ArrivalVerdict | undefined>;
};

export type AskArrival = (scan: {
  readonly boot: number;
  readonly seq: number;
  readonly code: string;
  readonly direction: Direction;
}) => AskedArrival;

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms);
  });

/**
 * Asks the server about a pass that lives by being used once: again and again under the scan's own
 * name, so that an answer that was lost is the same when it comes.
 */
export const arrivalsOf = ({
  api,
  sign,
  device: { gateId },
}: {
  readonly api: Api;
  readonly sign: SignRequest;
  readonly device: EnrolledDevice;
}): AskArrival => {
  const ask = async (body: Parameters<AskArrival>[0]): Promise<ArrivalVerdict | undefined> => {
    const until = performance.now() + ASKED_FOR_MS;
    while (performance.now() < until) {
      const answer = await api.call(decideArrival, {
        params: { gateId },
        body,
        authorize: sign,
        timeoutMs: Math.max(SOON_MS, until - performance.now()),
      });
      if (!isApiFailure(answer)) return answer;
      // What the server refuses it refuses again.
      if (answer.code !== 'offline' && answer.code !== 'fault') return undefined;
      await after(AGAIN_AFTER_MS);
    }
    return undefined;
  };
  return (scan) => {
    const late = ask(scan);
    // Nobody waits for a network that is known to be gone.
    const soon = navigator.onLine ? Promise.race([late, after(SOON_MS)]) : after(0);
    return { soon, late };
  };
};
