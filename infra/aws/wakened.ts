import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stage.ts';

/** Told before the month is over, and once it has cost what it may. */
const TOLD_AT_PERCENT = [80, 100];

/** Who hears of an alarm, and of what the month costs. */
export class Wakened extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Wakened');
    const masterKey = new Key(this, 'Key', {
      description: `xiaoquma ${stage.stage} alarms`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    masterKey.grant(
      new ServicePrincipal('cloudwatch.amazonaws.com'),
      'kms:Decrypt',
      'kms:GenerateDataKey',
    );
    this.topic = new Topic(this, 'Topic', { masterKey, enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    acknowledge(this.topic, {
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'An alarm that no mail could carry stands on the dashboard; a queue of mails would be read by nobody.',
    });
    this.#tellOfSpend(stage);
  }

  #tellOfSpend({ stage, partition, monthlyBudget, alarmEmail }: Stage): void {
    new CfnBudget(this, 'Spend', {
      budget: {
        budgetName: `xiaoquma-${stage}-spend`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudget, unit: partition === 'aws' ? 'USD' : 'CNY' },
      },
      notificationsWithSubscribers: TOLD_AT_PERCENT.map((threshold) => ({
        notification: {
          comparisonOperator: 'GREATER_THAN',
          notificationType: 'ACTUAL',
          thresholdType: 'PERCENTAGE',
          threshold,
        },
        subscribers: [{ subscriptionType: 'EMAIL', address: alarmEmail }],
      })),
    });
  }
}
