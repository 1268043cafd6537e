import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TABLE } from '../table.ts';
import type { Stage } from './stage.ts';

/** What is done with items; a transaction asks for the right of each of its actions. */
export type ItemAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'BatchWriteItem';

/** The one table, as infra/table.ts defines it. In production nothing deletes it. */
export class TheTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Table');
    const isProduction = stage.stage === 'prod';
    this.table = new Table(this, 'Items', {
      partitionKey: { name: TABLE.partitionKey, type: AttributeType.STRING },
      sortKey: { name: TABLE.sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: TABLE.timeToLive,
      stream: StreamViewType[TABLE.stream],
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: isProduction,
      removalPolicy: isProduction ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Stack.of(this).exportValue(this.table.tableName, { name: `xiaoquma-${stage.stage}-table` });
  }

  /** The table's name, and these actions on its items. */
  giveTo(fn: Lambda, actions: readonly ItemAction[]): void {
    fn.addEnvironment('TABLE_NAME', this.table.tableName);
    this.table.grant(fn, ...actions.map((action) => `dynamodb:${action}`));
  }

  /** The same, in partitions of these names alone. */
  giveKeysTo(fn: Lambda, actions: readonly ItemAction[], partitions: readonly string[]): void {
    fn.addEnvironment('TABLE_NAME', this.table.tableName);
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      }),
    );
  }
}
