import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import {
  DynamoEventSource,
  type DynamoEventSourceProps,
  SqsDlq,
} from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SEAL_AUDIT } from '../schedules.ts';
import { acknowledge } from './acknowledge.ts';
import { createDeadLetters } from './dead-letters.ts';
import type { Live } from './rollout.ts';
import type { TheTable } from './table.ts';

const CHANGES_A_BATCH = 100;
/** The table keeps its stream for a day: there is time to repair what refuses a change. */
const TRIED_FOR = Duration.hours(20);
/** The change that is refused holds up those behind it; after this it waits in the queue alone. */
const MOST_TRIES = 20;

const SEALED_AT_ONCE = 1_000;
/** A sender of messages may take seconds for each, and the function has a minute. */
const NOTIFICATIONS_AT_ONCE = 10;

/** A source of the table's changes: in order, again from the one that failed. */
function sourceOf(
  { table }: TheTable,
  deadLetters: Queue,
  more: Pick<DynamoEventSourceProps, 'batchSize' | 'maxBatchingWindow' | 'filters'>,
): DynamoEventSource {
  return new DynamoEventSource(table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    maxRecordAge: TRIED_FOR,
    retryAttempts: MOST_TRIES,
    onFailure: new SqsDlq(deadLetters),
    ...more,
  });
}

function acknowledgeSource(taker: Live): void {
  acknowledge(taker.lambda.role ?? taker, {
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'dynamodb:ListStreams, which takes no narrower resource; reading is for this stream alone.',
  });
  acknowledge(taker.lambda, {
    id: 'Serverless-LambdaDLQ',
    reason: 'Its dead letters are the event source’s.',
  });
}

/** The table's changes, to the function that takes them. */
export class TableStream extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, table: TheTable, taker: Live) {
    super(scope, 'TableStream');
    this.deadLetters = createDeadLetters(this, 'DeadLetters');
    taker.addEventSource(sourceOf(table, this.deadLetters, { batchSize: CHANGES_A_BATCH }));
    acknowledgeSource(taker);
  }
}

/** An image that carries audit facts; what exists is said of a value, not of a map. */
const withFacts = (image: 'OldImage' | 'NewImage') =>
  FilterCriteria.filter({
    dynamodb: { [image]: { audit: { M: { by: { S: FilterRule.exists() } } } } },
  });

/** The changes that carry audit facts, or did, to the function that seals them, many at a time. */
export class AuditSealing extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, table: TheTable, sealer: Live) {
    super(scope, 'AuditSealing');
    this.deadLetters = createDeadLetters(this, 'DeadLetters');
    sealer.addEventSource(
      sourceOf(table, this.deadLetters, {
        batchSize: SEALED_AT_ONCE,
        maxBatchingWindow: Duration.seconds(SEAL_AUDIT.withinSeconds),
        filters: [withFacts('NewImage'), withFacts('OldImage')],
      }),
    );
    acknowledgeSource(sealer);
  }
}

/** What was put into the outbox, to the function that brings it to people. */
export class NotificationDelivery extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, table: TheTable, deliverer: Live) {
    super(scope, 'NotificationDelivery');
    this.deadLetters = createDeadLetters(this, 'DeadLetters');
    const put = FilterCriteria.filter({
      dynamodb: { NewImage: { notification: { M: { key: { S: FilterRule.exists() } } } } },
    });
    deliverer.addEventSource(
      sourceOf(table, this.deadLetters, { batchSize: NOTIFICATIONS_AT_ONCE, filters: [put] }),
    );
    acknowledgeSource(deliverer);
  }
}

/**
 * The changes of what an emergency knows of somebody, to the function that has its key; and new passes,
 * which ask like those that their holder had before.
 */
export class EmergencyFollowing extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, table: TheTable, follower: Live) {
    super(scope, 'EmergencyFollowing');
    this.deadLetters = createDeadLetters(this, 'DeadLetters');
    const record = FilterCriteria.filter({
      dynamodb: { NewImage: { record: { B: FilterRule.exists() } } },
    });
    const newPass = FilterCriteria.filter({
      dynamodb: {
        NewImage: { keyThumbprint: { S: FilterRule.exists() }, version: { N: ['1'] } },
      },
    });
    follower.addEventSource(
      sourceOf(table, this.deadLetters, {
        batchSize: CHANGES_A_BATCH,
        filters: [record, newPass],
      }),
    );
    acknowledgeSource(follower);
  }
}
