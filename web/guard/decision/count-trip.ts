import { outcomeOf } from '../../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../../shared/gate/gate-rules.ts';
import type { Direction } from '../../../shared/gate/outcomes.ts';
import { countTrip } from '../../../shared/messages/trips.ts';
import type { Api } from '../../kit/api.ts';
import { isApiFailure, isUnreached } from '../../kit/api-failure.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import type { ScanName } from '../queue/scan-queue.ts';
import type { Judgement } from './judge-code.ts';

/** Whoever leaves waits no longer for an answer. */
const ANSWERS_WITHIN_MS = 1_500;

type TripAnswer = 'goes' | 'none_left' | 'silent';
export type CountTrip = (scan: ScanName, index: number) => Promise<TripAnswer>;

/** The server counts a trip, once for a scan. Where it counts none any more, whoever leaves goes. */
export const tripsOf =
  ({
    api,
    sign,
    device: { gateId },
  }: {
    readonly api: Api;
    readonly sign: SignRequest;
    readonly device: Pick<EnrolledDevice, 'gateId'>;
  }): CountTrip =>
  async (scan, index) => {
    const answer = await api.call(countTrip, {
      params: { gateId },
      body: { ...scan, index },
      authorize: sign,
      timeoutMs: ANSWERS_WITHIN_MS,
    });
    if (isApiFailure(answer)) return isUnreached(answer) ? 'silent' : 'goes';
    return answer.counted ? 'goes' : 'none_left';
  };

/**
 * What becomes of somebody who may leave, where trips are counted. A server that is silent has counted
 * nothing that anybody knows of: then the guard is asked, and this gate counts nothing itself.
 */
export async function countedTrip<Judged extends Judgement>(
  judged: Judged,
  { rules, direction }: { readonly rules: GateRules | undefined; readonly direction: Direction },
  count: (index: number) => Promise<TripAnswer>,
): Promise<Judged> {
  const { outcome, reason, pass } = judged.decision;
  const leaves = outcome === 'allow' || reason === 'look_and_confirm';
  const livesHere = pass?.class === 'resident' || pass?.class === 'household';
  if (rules?.trips !== true || direction !== 'out' || !leaves || !livesHere) return judged;
  const answer = await count(pass.index);
  if (answer === 'goes' || outcome !== 'allow') return judged;
  const said = answer === 'silent' ? 'server_silent' : 'quota_exceeded';
  const decision = { outcome: outcomeOf(said, pass.class, direction), reason: said, pass } as const;
  return { ...judged, decision };
}
