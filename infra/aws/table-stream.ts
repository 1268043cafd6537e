import { Duration } from 'aws-cdk-lib';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { createDeadLetters } from './dead-letters.ts';
import type { Live } from './rollout.ts';
import type { TheTable } from './table.ts';

const CHANGES_A_BATCH = 100;
/** The table keeps its stream for a day: there is time to repair what refuses a change. */
const TRIED_FOR = Duration.hours(20);
/** The change that is refused holds up those behind it; after this it waits in the queue alone. */
const MOST_TRIES = 20;

/** The table's changes, to the function that takes them: in order, again from the one that failed. */
export class TableStream extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, { table }: TheTable, taker: Live) {
    super(scope, 'TableStream');
    this.deadLetters = createDeadLetters(this, 'DeadLetters');
    taker.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: CHANGES_A_BATCH,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        maxRecordAge: TRIED_FOR,
        retryAttempts: MOST_TRIES,
        onFailure: new SqsDlq(this.deadLetters),
      }),
    );
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
}
