import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Grant, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnTopicRule } from 'aws-cdk-lib/aws-iot';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TOPICS_FROM_DOORS } from '../../shared/door/door-messages.ts';
import { acknowledge } from './acknowledge.ts';
import { createDeadLetters } from './dead-letters.ts';
import type { Live } from './rollout.ts';
import type { Stage } from './stage.ts';

/** AWS IoT's own name for the thing whose certificate connects: a door's id. */
const THING = `$\{iot:Connection.Thing.ThingName}`;
/** All that may be said to doors, as an ARN's pattern. */
const TO_ANY_DOOR = 'xq/1/doors/*/in/*';

/** What a door said an hour ago says nothing of how it stands. */
const TRIED_FOR = Duration.minutes(5);
const TRIES_MORE = 2;

/**
 * The doors' side of AWS IoT Core. Doors are data: each has a thing by its id and a certificate,
 * and this one policy lets a thing speak and hear on its own topics and on no other's.
 */
export class Doors extends Construct {
  readonly policyName: string;

  constructor(scope: Construct, { stage }: Stage) {
    super(scope, 'Doors');
    this.policyName = `xiaoquma-${stage}-door`;
    const own = (direction: 'in' | 'out', said: string) =>
      `xq/1/doors/${THING}/${direction}/${said}`;
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'iot', resource, resourceName });
    const allow = (action: string, ...resources: string[]) => ({
      Effect: 'Allow',
      Action: `iot:${action}`,
      Resource: resources,
    });
    new CfnPolicy(this, 'Policy', {
      policyName: this.policyName,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            ...allow('Connect', arn('client', THING)),
            Condition: { Bool: { 'iot:Connection.Thing.IsAttached': ['true'] } },
          },
          allow('Subscribe', arn('topicfilter', own('in', '+'))),
          allow('Receive', arn('topic', own('in', 'ask')), arn('topic', own('in', 'open'))),
          // To have something kept is another right, iot:RetainPublish, which nobody has.
          allow(
            'Publish',
            ...['nonce', 'ack', 'state', 'gone'].map((said) => arn('topic', own('out', said))),
          ),
        ],
      },
    });
  }

  /** Saying something to doors: for whoever opens them, and for whoever takes what they say. */
  givePublishingTo(fn: Lambda): void {
    const { region, account } = Stack.of(this);
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['iot:Publish'],
      resourceArns: [
        Stack.of(this).formatArn({ service: 'iot', resource: 'topic', resourceName: TO_ANY_DOOR }),
      ],
    });
    acknowledge(fn.role ?? fn, {
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iot:${region}:${account}:topic/${TO_ANY_DOOR}]`,
      reason: 'Doors are enrolled as they are built in: their topics have no names before.',
    });
  }
}

/** What doors say, message by message, to the function that takes it. */
export class DoorHearing extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, { stage }: Stage, taker: Live) {
    super(scope, 'DoorHearing');
    this.deadLetters = createDeadLetters(this, 'DeadLetters');
    const limits = { maxEventAge: TRIED_FOR, retryAttempts: TRIES_MORE };
    taker.configureAsyncInvoke({ onFailure: new SqsDestination(this.deadLetters), ...limits });
    acknowledge(taker.lambda, {
      id: 'Serverless-LambdaDLQ',
      reason: 'Its dead letters are those of its asynchronous calls.',
    });
    const ruleName = `xiaoquma_${stage}_doors`;
    new CfnTopicRule(this, 'Rule', {
      ruleName,
      topicRulePayload: {
        // As bytes: whatever a door says, the function alone reads it.
        sql: `SELECT topic() AS topic, encode(*, 'base64') AS payload FROM '${TOPICS_FROM_DOORS}'`,
        awsIotSqlVersion: '2016-03-23',
        actions: [{ lambda: { functionArn: taker.functionArn } }],
      },
    });
    taker.addPermission('Rule', {
      principal: new ServicePrincipal('iot.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'iot',
        resource: 'rule',
        resourceName: ruleName,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    });
  }
}
