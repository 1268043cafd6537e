import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { PhotoOrigins } from '../security-headers.ts';
import { acknowledge } from './acknowledge.ts';
import { PhotoEdge } from './photo-edge.ts';
import type { Stage } from './stage.ts';

/** What a form puts there and nobody confirms goes by itself. */
const UPLOADS_KEPT = Duration.days(1);
/** A page asks once whether it may, and then not again for each photo. */
const ASKED_EVERY = Duration.hours(1);

/** Where forms put files, and where those lie that count: functions/photos/photo-files-s3.ts. */
const UPLOADS = 'uploads/*';
const KEPT = 'photos/*';

/** The files of photos. Forms that our functions sign put them there, addresses that they sign show them. */
export class Photos extends Construct {
  readonly origins: PhotoOrigins;
  readonly #bucket: Bucket;
  /** In China the bucket itself shows them: its edge adds no headers, and has no name of its own. */
  readonly #edge: PhotoEdge | undefined;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Photos');
    this.#bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      lifecycleRules: [{ prefix: UPLOADS.slice(0, -1), expiration: UPLOADS_KEPT }],
      cors: [
        {
          allowedMethods: [HttpMethods.POST],
          allowedOrigins: [`https://${stage.domain}`],
          maxAge: ASKED_EVERY.toSeconds(),
        },
      ],
      removalPolicy: stage.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.#bucket, {
      id: 'AwsSolutions-S1',
      reason:
        'A log of its own would keep every address with the photo it looked at; that staff read a request is a fact in the audit log.',
    });
    const upload = `https://${this.#bucket.bucketRegionalDomainName}`;
    this.#edge = stage.partition === 'aws' ? new PhotoEdge(this, stage, this.#bucket) : undefined;
    this.origins = { upload, view: this.#edge?.origin ?? upload };
  }

  /** To sign forms and addresses, to look at what was put there, and to keep it. */
  giveTo(fn: Lambda): void {
    this.#name(fn);
    this.#grant(fn, ['s3:PutObject', 's3:GetObject'], [UPLOADS, KEPT]);
    // Without it, what is not there and what may not be read would be answered alike.
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['s3:ListBucket'],
      resourceArns: [this.#bucket.bucketArn],
    });
  }

  /** To remove the files of photos that are gone. */
  giveRemovalTo(fn: Lambda): void {
    this.#name(fn);
    this.#grant(fn, ['s3:DeleteObject'], [UPLOADS, KEPT]);
  }

  #name(fn: Lambda): void {
    fn.addEnvironment('PHOTO_BUCKET', this.#bucket.bucketName);
    if (this.#edge !== undefined) fn.addEnvironment('PHOTO_ORIGIN', this.#edge.origin);
  }

  #grant(fn: Lambda, actions: string[], parts: readonly string[]): void {
    const resourceArns = parts.map((part) => this.#bucket.arnForObjects(part));
    Grant.addToPrincipal({ grantee: fn, actions, resourceArns });
    const files = this.#bucket.node.defaultChild;
    if (!(files instanceof CfnBucket)) throw new TypeError('a bucket without itself');
    const name = Stack.of(this).getLogicalId(files);
    const rules = parts.map((part) => ({
      id: `AwsSolutions-IAM5[Resource::<${name}.Arn>/${part}]`,
      reason:
        'Each photo is a file of its own name, and this is the part of the bucket they lie in.',
    }));
    acknowledge(fn.role ?? fn, ...rules);
  }
}
