import { Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { API_DESCRIPTION, FUNCTION_PATHS, KEY_SET } from '../paths.ts';
import {
  guardPageHeaders,
  type PageHeaders,
  type PhotoOrigins,
  pageHeaders,
} from '../security-headers.ts';
import { acknowledge } from './acknowledge.ts';
import { AUTHORIZATION, EDGE_HEADER, HANDED_ON } from './edge-headers.ts';
import { PAGE_ADDRESS_CODE } from './page-address.ts';
import { responseHeaders } from './response-headers.ts';
import type { AwsStage } from './stage.ts';

/** As long as the key set says itself, and no longer. */
const LONGEST_KEY_SET = Duration.minutes(5);

type Behind = {
  readonly pages: Bucket;
  readonly apiHost: string;
  readonly edgeSecret: string;
  /** Where pages put photos, and look at them. */
  readonly photos: PhotoOrigins;
};

/** One domain for pages and API. The API passes; pages are kept at the edge as they allow. */
export class Edge extends Construct {
  readonly domainName: string;

  constructor(scope: Construct, stage: AwsStage, { pages, apiHost, edgeSecret, photos }: Behind) {
    super(scope, 'Edge');
    const api = new HttpOrigin(apiHost, { customHeaders: { [EDGE_HEADER]: edgeSecret } });
    const passing = this.#passing(api);
    const filesOf = this.#pages(pages);
    const files = filesOf('PageHeaders', pageHeaders(photos));
    const behaviours = new Map<string, BehaviorOptions>([
      ['/guard/*', filesOf('GuardPageHeaders', guardPageHeaders())],
      [API_DESCRIPTION, files],
      ['/api/*', passing],
    ]);
    for (const { prefix } of FUNCTION_PATHS) {
      if (prefix.startsWith('/api/')) continue;
      behaviours.set(`${prefix}*`, prefix === KEY_SET ? this.#keySet(api) : passing);
    }
    const distribution = new Distribution(this, 'Distribution', {
      comment: `xiaoquma ${stage.stage}`,
      domainNames: [stage.domain],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', stage.certificate),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      webAclId: stage.webAcl,
      defaultBehavior: files,
      additionalBehaviors: Object.fromEntries(behaviours),
    });
    this.domainName = distribution.distributionDomainName;
    acknowledge(
      this,
      {
        id: 'AwsSolutions-CFR1',
        reason: 'Residents travel, and their page renews its code from wherever they are.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'The edge’s log would keep every address with what it asked for; the API’s log keeps route, time and status.',
      },
    );
  }

  #pages(bucket: Bucket): (id: string, headers: PageHeaders) => BehaviorOptions {
    const address = new EdgeFunction(this, 'PageAddress', {
      code: FunctionCode.fromInline(PAGE_ADDRESS_CODE),
      runtime: FunctionRuntime.JS_2_0,
    });
    const origin = S3BucketOrigin.withOriginAccessControl(bucket);
    return (id, headers) => ({
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: responseHeaders(this, id, headers),
      functionAssociations: [{ function: address, eventType: FunctionEventType.VIEWER_REQUEST }],
    });
  }

  /**
   * Nothing is kept: every answer says `no-store`, and the least time is none. CloudFront hands the
   * authorization on only where it may tell answers apart by it, so a longest time of a second is
   * named; cookies tell answers apart as well, so that nobody could ever get another's.
   */
  #passing(origin: HttpOrigin): BehaviorOptions {
    return {
      origin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      compress: true,
      cachePolicy: new CachePolicy(this, 'NothingKept', {
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.seconds(1),
        headerBehavior: CacheHeaderBehavior.allowList(AUTHORIZATION),
        cookieBehavior: CacheCookieBehavior.all(),
        queryStringBehavior: CacheQueryStringBehavior.all(),
      }),
      originRequestPolicy: this.#handingOn(),
    };
  }

  #handingOn(): OriginRequestPolicy {
    return new OriginRequestPolicy(this, 'HandedOn', {
      headerBehavior: OriginRequestHeaderBehavior.allowList(...HANDED_ON),
      cookieBehavior: OriginRequestCookieBehavior.all(),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    });
  }

  /** The same for everybody, and asked for by everybody. */
  #keySet(origin: HttpOrigin): BehaviorOptions {
    return {
      origin,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: new CachePolicy(this, 'KeySet', {
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: LONGEST_KEY_SET,
        enableAcceptEncodingGzip: true,
      }),
    };
  }
}
