import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import {
  FilterPattern,
  type IFilterPattern,
  type ILogGroup,
  MetricFilter,
} from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { RENEWAL_ROUTE } from './http-api.ts';
import type { Live } from './rollout.ts';
import type { Stage } from './stage.ts';
import type { Wakened } from './wakened.ts';

/** Each has its paragraph in docs/runbook.md, under this name. */
export const ALARM_KINDS = [
  'errors',
  'throttles',
  'latency',
  'iterator-age',
  'dead-letters',
  'list-age',
  'failed-renewals',
  'desk-late',
  'audit',
  'spend',
] as const;
type AlarmKind = (typeof ALARM_KINDS)[number];

/** One fault is noise of a network; three in five minutes are somebody standing at a gate. */
const FAULTS = { atLeast: 3, within: Duration.minutes(5) };
const THROTTLED = { atLeast: 1, within: Duration.minutes(5) };
/** A page gives up after ten seconds, a guard long before. */
const SLOW = { atLeastMs: 3_000, within: Duration.minutes(5), times: 3 };
/** A new pass reaches the gates with this delay. */
const STREAM_BEHIND = { atLeastMs: 60_000, within: Duration.minutes(5) };
const DEAD_LETTERS = { atLeast: 1, within: Duration.minutes(5) };
/** Scans that a gate could only ask about, because its list was older than a day. */
const OLD_LISTS = { atLeast: 1, within: Duration.hours(1) };
/** A pass is renewed from half-life on: a day of trying is left when this rings. */
const REFUSED_RENEWALS = { atLeast: 20, within: Duration.minutes(15) };

/** The clock of the desk runs every minute: it has not for a while, or something is in its way. */
const DESK_LATE = { atLeast: 3, within: Duration.minutes(15) };
/** One is enough: nobody may change a record past the system. */
const AUDIT = { atLeast: 1, within: Duration.minutes(5) };

type Limit = {
  readonly metric: IMetric;
  readonly atLeast: number;
  readonly times?: number;
};

/** Who rings when, and whom. */
export class Alarms extends Construct {
  readonly #stage: Stage;
  readonly #wakened: Wakened;

  constructor(scope: Construct, stage: Stage, wakened: Wakened) {
    super(scope, 'Alarms');
    this.#stage = stage;
    this.#wakened = wakened;
  }

  /** Calls that ended in a fault: the function's own, and those it answered for with a 500. */
  errors(alias: Live): Alarm {
    const { name: id } = alias;
    const { within: period, atLeast } = FAULTS;
    const answered = this.#count(
      alias.log,
      `faults-${id}`,
      FilterPattern.stringValue('$.level', '=', 'fault'),
      period,
    );
    const metric = new MathExpression({
      expression: 'FILL(failed, 0) + FILL(answered, 0)',
      usingMetrics: { failed: alias.metricErrors({ period }), answered },
      period,
    });
    return this.#ring('errors', id, { metric, atLeast });
  }

  throttles(alias: Live): Alarm {
    const { within: period, atLeast } = THROTTLED;
    return this.#ring('throttles', alias.name, {
      metric: alias.metricThrottles({ period }),
      atLeast,
    });
  }

  latency(alias: Live): Alarm {
    const { within: period, atLeastMs, times } = SLOW;
    const metric = alias.metricDuration({ period, statistic: Stats.percentile(99) });
    return this.#ring('latency', alias.name, { metric, atLeast: atLeastMs, times });
  }

  iteratorAge(alias: Live): Alarm {
    const { within: period, atLeastMs } = STREAM_BEHIND;
    const metric = alias.metric('IteratorAge', { period, statistic: Stats.MAXIMUM });
    return this.#ring('iterator-age', alias.name, { metric, atLeast: atLeastMs });
  }

  deadLetters(name: string, queue: Queue): Alarm {
    const { within: period, atLeast } = DEAD_LETTERS;
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period });
    return this.#ring('dead-letters', name, { metric, atLeast });
  }

  /** @param log the stream function’s: it counts such scans as it takes their batch */
  listAge(log: ILogGroup): Alarm {
    const { within, atLeast } = OLD_LISTS;
    const pattern = FilterPattern.stringValue('$.event', '=', 'scans-by-an-old-list');
    const metric = this.#count(log, 'scans-by-an-old-list', pattern, within, '$.scans');
    return this.#ring('list-age', 'gates', { metric, atLeast });
  }

  /** @param log the API’s */
  failedRenewals(log: ILogGroup): Alarm {
    const { within, atLeast } = REFUSED_RENEWALS;
    const pattern = FilterPattern.all(
      FilterPattern.stringValue('$.route', '=', `PUT ${RENEWAL_ROUTE}`),
      FilterPattern.numberValue('$.status', '>=', 400),
    );
    return this.#ring('failed-renewals', 'passes', {
      metric: this.#count(log, 'failed-renewals', pattern, within),
      atLeast,
    });
  }

  /** @param log of the desk’s clock: it counts the runs that found something overdue */
  deskLate(log: ILogGroup): Alarm {
    const { within, atLeast } = DESK_LATE;
    const pattern = FilterPattern.stringValue('$.event', '=', 'desk-late');
    const metric = this.#count(log, 'desk-late', pattern, within);
    return this.#ring('desk-late', 'requests', { metric, atLeast });
  }

  /** @param log of the function that says so: a change without facts, a fact in no chain */
  audit(what: 'unexplained' | 'unsealed', log: ILogGroup): Alarm {
    const { within, atLeast } = AUDIT;
    const pattern = FilterPattern.stringValue('$.event', '=', `audit-${what}`);
    const metric = this.#count(log, `audit-${what}`, pattern, within);
    return this.#ring('audit', what, { metric, atLeast });
  }

  #count(
    logGroup: ILogGroup,
    metricName: string,
    filterPattern: IFilterPattern,
    period: Duration,
    metricValue = '1',
  ): Metric {
    const metricNamespace = `xiaoquma/${this.#stage.stage}`;
    new MetricFilter(this, `count-${metricName}`, {
      logGroup,
      metricNamespace,
      metricName,
      filterPattern,
      metricValue,
      defaultValue: 0,
    });
    return new Metric({ namespace: metricNamespace, metricName, period, statistic: Stats.SUM });
  }

  #ring(kind: AlarmKind, of: string, { metric, atLeast, times = 1 }: Limit): Alarm {
    const alarm = new Alarm(this, `${kind}-${of}`, {
      alarmName: `xiaoquma-${this.#stage.stage}-${kind}-${of}`,
      alarmDescription: `docs/runbook.md, ${kind}`,
      metric,
      threshold: atLeast,
      evaluationPeriods: times,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#wakened.topic));
    alarm.addOkAction(new SnsAction(this.#wakened.topic));
    return alarm;
  }
}
