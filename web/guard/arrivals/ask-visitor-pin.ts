import type { Direction } from '../../../shared/gate/outcomes.ts';
import { admitByPin } from '../../../shared/messages/arrivals.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import { nameOf, type ScanName } from '../queue/scan-queue.ts';
import type { ShownVerdict } from '../verdict/verdict-screen.ts';

type Asks = {
  readonly api: Api;
  readonly sign: SignRequest;
  readonly device: Pick<EnrolledDevice, 'gateId'>;
  /** The next name of a scan on this page. */
  readonly nextName: () => ScanName;
  /** Unix milliseconds, trusted. */
  readonly now: () => number;
};

export type AskVisitorPin = (
  house: string,
  pin: string,
  direction: Direction,
) => Promise<ShownVerdict | undefined | ApiFailure>;

/**
 * What the server decides of somebody who was invited and says house and digits; undefined where
 * nobody was given these. The same typed once more after an answer that was lost has the same name,
 * so that who is let in once is answered so and not refused.
 */
export const visitorPinsOf = ({
  api,
  sign,
  device: { gateId },
  nextName,
  now,
}: Asks): AskVisitorPin => {
  let unanswered: { readonly said: string; readonly scan: ScanName } | undefined;
  return async (house, pin, direction) => {
    const said = `${house} ${pin} ${direction}`;
    const scan = unanswered?.said === said ? unanswered.scan : nextName();
    unanswered = { said, scan };
    const answer = await api.call(admitByPin, {
      params: { gateId },
      body: { ...scan, house, pin, direction },
      authorize: sign,
    });
    if (isApiFailure(answer)) return answer;
    unanswered = undefined;
    const { arrival } = answer;
    if (arrival === undefined) return undefined;
    const { outcome, reason, visit } = arrival;
    return {
      scan: nameOf(scan),
      outcome,
      reason,
      direction,
      at: now(),
      class: 'visitor',
      ...(visit === undefined ? {} : { visit }),
    };
  };
};
