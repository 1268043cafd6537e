import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { logRetention } from './retention.ts';
import type { Stage } from './stage.ts';

const NODE_22 = 'Node 22 is what both partitions have, and what the bundles are built for.';
const NOT_HELD = [
  { id: 'AwsSolutions-L1', reason: NODE_22 },
  { id: 'Serverless-LambdaLatestVersion', reason: NODE_22 },
  {
    id: 'Serverless-LambdaTracing',
    reason:
      'X-Ray does not trace Lambda in China, and a trace would keep who asked what, and when.',
  },
];

export type FunctionOptions = {
  /** One of infra/bundles. */
  readonly entry: string;
  /** Where the bundles are. */
  readonly bundles: string;
  readonly timeout: Duration;
  readonly memorySize: number;
};

/** One entry point as a function: its bundle, its log, and as yet no rights. */
export function createFunction(
  scope: Construct,
  stage: Stage,
  { entry, bundles, timeout, memorySize }: FunctionOptions,
): Lambda {
  const logGroup = new LogGroup(scope, `${entry}-log`, {
    retention: logRetention(stage),
    removalPolicy: stage.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${entry}-role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  const fn = new Lambda(scope, entry, {
    description: `xiaoquma ${stage.stage} ${entry}`,
    code: Code.fromAsset(join(bundles, entry), { exclude: ['*.map'] }),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
    architecture: Architecture.ARM_64,
    memorySize,
    timeout,
    role,
    logGroup,
    // The platform's three lines for a call in which nothing was wrong would cost more than its
    // work. Our own are JSON already and stay as they are.
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: SystemLogLevel.WARN,
  });
  acknowledge(fn, ...NOT_HELD);
  return fn;
}
