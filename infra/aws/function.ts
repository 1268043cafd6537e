import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import {
  type ICommandHooks,
  NodejsFunction,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { logRetention } from './retention.ts';
import type { Stage } from './stage.ts';

const ROOT = join(import.meta.dirname, '../..');

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
  /** A file of functions/entrypoints, without `.lambda.ts`. */
  readonly entry: string;
  /** Another folder, from the repository's root. */
  readonly folder?: string;
  /** A folder that goes along, from the repository's root. */
  readonly files?: string;
  readonly timeout: Duration;
  readonly memorySize: number;
};

const copying = (files: string): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (from, to) => [`cp -R "${from}/${files}" "${to}/"`],
});

/** One entry point as a function: its bundle, its log, and as yet no rights. */
export function createFunction(
  scope: Construct,
  stage: Stage,
  { entry, folder = 'functions/entrypoints', files, timeout, memorySize }: FunctionOptions,
): NodejsFunction {
  const logGroup = new LogGroup(scope, `${entry}-log`, {
    retention: logRetention(stage),
    removalPolicy: stage.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${entry}-role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  const fn = new NodejsFunction(scope, entry, {
    description: `xiaoquma ${stage.stage} ${entry}`,
    entry: join(ROOT, `${folder}/${entry}.lambda.ts`),
    projectRoot: ROOT,
    depsLockFilePath: join(ROOT, 'package-lock.json'),
    runtime: Runtime.NODEJS_22_X,
    architecture: Architecture.ARM_64,
    memorySize,
    timeout,
    role,
    logGroup,
    // The platform's three lines for a call in which nothing was wrong would cost more than its work.
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: SystemLogLevel.WARN,
    environment: { NODE_OPTIONS: '--enable-source-maps' },
    bundling: {
      format: OutputFormat.ESM,
      target: 'node22',
      mainFields: ['module', 'main'],
      minify: true,
      sourceMap: true,
      sourceMapMode: SourceMapMode.EXTERNAL,
      // The runtime's own SDK changes under us and starts more slowly than what is bundled.
      externalModules: [],
      ...(files === undefined ? {} : { commandHooks: copying(files) }),
    },
  });
  acknowledge(fn, ...NOT_HELD);
  return fn;
}
