import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Stage } from './stage.ts';

/**
 * China's Cybersecurity Law (art. 21) has network logs kept for six months at least; of what can
 * be chosen a year is the shortest that is not shorter. Logs hold codes and pseudonymous ids.
 */
export function logRetention({ stage }: Stage): RetentionDays {
  return stage === 'prod' ? RetentionDays.ONE_YEAR : RetentionDays.TWO_WEEKS;
}
