import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/** What the edge of a stage filters by lives where CloudFront looks for it. */
const WHERE_CLOUDFRONT_LOOKS = 'us-east-1';
/**
 * A five minutes' count for one address. Many phones share one behind a carrier: a whole tower
 * block that opens its page at once stays well below.
 */
const REQUESTS_IN_FIVE_MINUTES = 3_000;
const SIGN_INS_IN_FIVE_MINUTES = 300;

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples are whole requests, with who asked.
  sampledRequestsEnabled: false,
});

function rateRule(
  name: string,
  priority: number,
  limit: number,
  path: string,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        limit,
        aggregateKeyType: 'IP',
        scopeDownStatement: {
          byteMatchStatement: {
            fieldToMatch: { uriPath: {} },
            positionalConstraint: 'CONTAINS',
            searchString: path,
            textTransformations: [{ priority: 0, type: 'NONE' }],
          },
        },
      },
    },
    visibilityConfig: seen(name),
  };
}

/** Rates by address at the edge, before anything is billed by the call. Not in China: CloudFront takes no WAF there. */
export class WebAclStack extends Stack {
  constructor(
    scope: Construct,
    { stage, account }: { readonly stage: string; readonly account: string },
  ) {
    super(scope, `xiaoquma-${stage}-edge`, { env: { account, region: WHERE_CLOUDFRONT_LOOKS } });
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: [
        rateRule('sign-in', 0, SIGN_INS_IN_FIVE_MINUTES, '/sign-in'),
        rateRule('api', 1, REQUESTS_IN_FIVE_MINUTES, '/api/'),
      ],
      visibilityConfig: seen(`xiaoquma-${stage}`),
    });
    new CfnOutput(this, 'WebAclArn', { value: acl.attrArn });
  }
}
