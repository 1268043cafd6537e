import {
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PHOTO_HEADERS } from '../security-headers.ts';
import { acknowledge } from './acknowledge.ts';
import { responseHeaders } from './response-headers.ts';
import type { AwsStage } from './stage.ts';

/**
 * Where photos are looked at: CloudFront's own name, which no cookie of the pages goes to. It adds
 * the headers of infra/security-headers.ts and hands on what was signed; the bucket verifies it.
 */
export class PhotoEdge extends Construct {
  /** Such as https://d111111abcdef8.cloudfront.net. */
  readonly origin: string;

  constructor(scope: Construct, stage: AwsStage, bucket: Bucket) {
    super(scope, 'Edge');
    const distribution = new Distribution(this, 'Distribution', {
      comment: `xiaoquma ${stage.stage} photos`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      webAclId: stage.webAcl,
      defaultBehavior: {
        origin: S3BucketOrigin.withBucketDefaults(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: new OriginRequestPolicy(this, 'Signature', {
          queryStringBehavior: OriginRequestQueryStringBehavior.all(),
          headerBehavior: OriginRequestHeaderBehavior.none(),
          cookieBehavior: OriginRequestCookieBehavior.none(),
        }),
        responseHeadersPolicy: responseHeaders(this, 'Headers', PHOTO_HEADERS),
      },
    });
    this.origin = `https://${distribution.distributionDomainName}`;
    acknowledge(
      this,
      { id: 'AwsSolutions-CFR1', reason: 'Whoever lives here may be travelling.' },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'The edge’s log would keep every address with the photo it looked at; that staff read a request is a fact in the audit log.',
      },
      {
        id: 'AwsSolutions-CFR4',
        reason:
          'CloudFront’s own name comes with its own certificate and its own choice of versions; a name of ours would share cookies with the pages or need one more domain of the operator.',
      },
      {
        id: 'AwsSolutions-CFR7',
        reason:
          'The edge has no access of its own on purpose: what it hands on is signed for minutes by the photos’ function, and the bucket verifies that.',
      },
    );
  }
}
