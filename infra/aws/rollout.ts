import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { Alias, type Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stage.ts';

/** Everybody calls a function by this name; which version it means changes with a rollout. */
const LIVE = 'live';

/** A function by the name that everybody calls it by. */
export class Live extends Alias {
  readonly name: string;
  readonly log: ILogGroup;

  constructor(fn: Lambda) {
    super(fn, 'Live', { aliasName: LIVE, version: fn.currentVersion });
    this.name = fn.node.id;
    this.log = fn.logGroup;
  }
}

/**
 * A new version answers a tenth of the calls for five minutes before it answers all. Where an
 * alarm rings meanwhile, the version before it answers all again, by itself.
 */
export class Rollout extends Construct {
  readonly #stage: Stage;
  readonly #application: LambdaApplication;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Rollout');
    this.#stage = stage;
    this.#application = new LambdaApplication(this, 'Application');
  }

  /** @param watched what sends a new version back */
  guard(alias: Live, watched: IAlarm[]): void {
    const { stage, rollout } = this.#stage;
    const group = new LambdaDeploymentGroup(this, alias.name, {
      application: this.#application,
      alias,
      alarms: watched,
      deploymentConfig:
        stage === 'prod' && rollout === 'canary'
          ? LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES
          : LambdaDeploymentConfig.ALL_AT_ONCE,
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });
    acknowledge(group, {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      reason:
        'What CodeDeploy needs is known to AWS best, and the limited policy is about aliases alone.',
    });
  }
}
