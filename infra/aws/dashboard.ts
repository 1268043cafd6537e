import {
  Dashboard,
  GraphWidget,
  type IMetric,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Live } from './rollout.ts';
import type { Stage } from './stage.ts';
import type { TheTable } from './table.ts';

const WIDTH = 12;
const FULL_WIDTH = 24;

type Shown = {
  readonly functions: readonly Live[];
  readonly stream: Live;
  readonly table: TheTable;
};

/** What is looked at when something rings: one page a stage. */
export class StageDashboard extends Construct {
  constructor(scope: Construct, { stage }: Stage, { functions, stream, table: { table } }: Shown) {
    super(scope, 'Dashboard');
    const each = (metricOf: (alias: Live) => IMetric): IMetric[] => functions.map(metricOf);
    const graph = (title: string, left: IMetric[]) =>
      new GraphWidget({ title, left, width: WIDTH });
    new Dashboard(this, 'Page', {
      dashboardName: `xiaoquma-${stage}`,
      widgets: [
        [
          new TextWidget({
            markdown: '# 小区码\nEach alarm has its paragraph in docs/runbook.md.',
            width: FULL_WIDTH,
            height: 2,
          }),
        ],
        [
          graph(
            'calls',
            each((alias) => alias.metricInvocations({ label: alias.name })),
          ),
          graph(
            'errors',
            each((alias) => alias.metricErrors({ label: alias.name })),
          ),
        ],
        [
          graph(
            'p99, ms',
            each((alias) =>
              alias.metricDuration({
                label: alias.name,
                statistic: Stats.percentile(99),
              }),
            ),
          ),
          graph('stream behind, ms', [stream.metric('IteratorAge', { statistic: Stats.MAXIMUM })]),
        ],
        [
          graph('table, units', [
            table.metricConsumedReadCapacityUnits(),
            table.metricConsumedWriteCapacityUnits(),
          ]),
          graph(
            'throttles',
            each((alias) => alias.metricThrottles({ label: alias.name })),
          ),
        ],
      ],
    });
  }
}
