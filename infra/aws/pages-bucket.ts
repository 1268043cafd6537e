import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { logRetention } from './retention.ts';
import type { Stage } from './stage.ts';

/** Files of a release before the last are kept this long after they were replaced. */
const REPLACED_KEPT = Duration.days(30);
const FOR_EVER = Duration.days(365);

/** The built pages. Nobody but the edge reads them. */
export class PagesBucket extends Construct {
  readonly bucket: Bucket;
  readonly #stage: Stage;
  readonly #webDir: string;

  constructor(scope: Construct, stage: Stage, webDir: string) {
    super(scope, 'Pages');
    this.#stage = stage;
    this.#webDir = webDir;
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: REPLACED_KEPT }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.bucket, {
      id: 'AwsSolutions-S1',
      reason:
        'It holds what anybody may load, and the edge alone reads it; who loaded what is not kept.',
    });
  }

  /**
   * Files first whose names change with their content, then the documents that name them: no
   * document ever names a file that is not there. Nothing is deleted, since a page that was opened
   * before may still ask for its files.
   */
  publish(): void {
    const logGroup = new LogGroup(this, 'PublishLog', { retention: logRetention(this.#stage) });
    const common = {
      sources: [Source.asset(this.#webDir)],
      destinationBucket: this.bucket,
      prune: false,
      logGroup,
    };
    const files = new BucketDeployment(this, 'PublishFiles', {
      ...common,
      exclude: ['*'],
      include: ['assets/*'],
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(FOR_EVER),
        CacheControl.immutable(),
      ],
    });
    const documents = new BucketDeployment(this, 'PublishDocuments', {
      ...common,
      exclude: ['assets/*'],
      cacheControl: [CacheControl.noCache()],
    });
    documents.node.addDependency(files);
    this.#acknowledgeThePublisher();
  }

  #acknowledgeThePublisher(): void {
    const stack = Stack.of(this);
    const publisher = stack.node.children.find(({ node }) => node.id.startsWith(PUBLISHER));
    const files = this.bucket.node.defaultChild;
    if (publisher === undefined || !(files instanceof CfnBucket)) throw new TypeError(PUBLISHER);
    const { account, region } = this.#stage;
    const wildcards = [
      ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map(
        (does) => `Action::s3:${does}`,
      ),
      `Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-${account}-${region}/*`,
      `Resource::<${stack.getLogicalId(files)}.Arn>/*`,
    ].map((what) => `AwsSolutions-IAM5[${what}]`);
    acknowledge(publisher, ...[...ITS_SHAPE, ...wildcards].map((id) => ({ id, reason: BY_CDK })));
  }
}

const PUBLISHER = 'Custom::CDKBucketDeployment';
const BY_CDK =
  'CDK’s own function: it copies built pages from one bucket to another while something is deployed, and never runs else.';
const ITS_SHAPE = [
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  'AwsSolutions-L1',
  'Serverless-LambdaLatestVersion',
  'Serverless-LambdaTracing',
  'Serverless-LambdaDLQ',
];
