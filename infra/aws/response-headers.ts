import { Duration } from 'aws-cdk-lib';
import { HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { PageHeaders } from '../security-headers.ts';

const TWO_YEARS = Duration.days(730);

/** infra/security-headers.ts, and https from now on; the edge has words of its own for some. */
export function responseHeaders(
  scope: Construct,
  id: string,
  headers: PageHeaders,
): ResponseHeadersPolicy {
  const {
    'content-security-policy': contentSecurityPolicy = '',
    'referrer-policy': referrer,
    'x-content-type-options': _alwaysNosniff,
    ...others
  } = headers;
  const referrerPolicy = Object.values(HeadersReferrerPolicy).find((name) => name === referrer);
  if (referrerPolicy === undefined) throw new TypeError(`no referrer policy ${referrer}`);
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: TWO_YEARS,
        includeSubdomains: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({
        header,
        value,
        override: true,
      })),
    },
  });
}
