import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { API_DESCRIPTION } from '../paths.ts';
import { acknowledge } from './acknowledge.ts';
import { AUTHORIZATION, EDGE_HEADER, HANDED_ON } from './edge-headers.ts';
import type { ChinaStage } from './stage.ts';

const API = 'api';
const A_YEAR_SECONDS = 31_536_000;
const LONGEST_KEY_SET_SECONDS = 300;

type Behind = { readonly apiHost: string; readonly edgeSecret: string };

/**
 * One domain for pages and API in China, where CloudFront has neither cache policies nor response
 * headers nor functions nor WAF: all of it comes from the API, the pages too, and what is kept is
 * said in the older form (docs/adr/0017).
 */
export class EdgeChina extends Construct {
  readonly domainName: string;

  constructor(scope: Construct, stage: ChinaStage, { apiHost, edgeSecret }: Behind) {
    super(scope, 'Edge');
    const common = {
      targetOriginId: API,
      viewerProtocolPolicy: 'redirect-to-https',
      compress: true,
    };
    const kept = (maxTtl: number) => ({
      ...common,
      forwardedValues: { queryString: false, cookies: { forward: 'none' } },
      minTtl: 0,
      defaultTtl: 0,
      maxTtl,
    });
    const passing = {
      ...common,
      allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      forwardedValues: {
        queryString: true,
        cookies: { forward: 'all' },
        headers: [AUTHORIZATION, ...HANDED_ON],
      },
      minTtl: 0,
      defaultTtl: 0,
      maxTtl: 0,
    };
    const distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        enabled: true,
        comment: `xiaoquma ${stage.stage}`,
        aliases: [stage.domain],
        httpVersion: 'http2',
        ipv6Enabled: false,
        priceClass: 'PriceClass_All',
        viewerCertificate: {
          iamCertificateId: stage.certificate,
          sslSupportMethod: 'sni-only',
          minimumProtocolVersion: 'TLSv1.2_2021',
        },
        origins: [
          {
            id: API,
            domainName: apiHost,
            customOriginConfig: {
              originProtocolPolicy: 'https-only',
              originSslProtocols: ['TLSv1.2'],
            },
            originCustomHeaders: [{ headerName: EDGE_HEADER, headerValue: edgeSecret }],
          },
        ],
        defaultCacheBehavior: kept(A_YEAR_SECONDS),
        cacheBehaviors: [
          { pathPattern: API_DESCRIPTION, ...kept(A_YEAR_SECONDS) },
          { pathPattern: '/api/*', ...passing },
          { pathPattern: '/G/*', ...passing },
          { pathPattern: '/g/*', ...passing },
          { pathPattern: '/.well-known/*', ...kept(LONGEST_KEY_SET_SECONDS) },
        ],
      },
    });
    this.domainName = distribution.attrDomainName;
    acknowledge(
      this,
      { id: 'AwsSolutions-CFR1', reason: 'Whoever lives here may be travelling.' },
      {
        id: 'AwsSolutions-CFR2',
        reason:
          'CloudFront in China takes no WAF; the API’s throttle and the table’s rate limits stand alone.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'The edge’s log would keep every address with what it asked for; the API’s log keeps route, time and status.',
      },
    );
  }
}
