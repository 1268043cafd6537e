import { Duration } from 'aws-cdk-lib';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { createFunction } from './function.ts';
import { acknowledgeSynchronous } from './functions.ts';
import type { Secrets } from './secrets.ts';
import type { Stage } from './stage.ts';

const ANSWERED_WITHIN = Duration.seconds(10);
const SMALL = 512;

/** The built pages in a function, with the headers that infra/security-headers.ts says. */
export function createPagesFunction(
  scope: Construct,
  stage: Stage,
  { bundles, secrets }: { readonly bundles: string; readonly secrets: Secrets },
): Lambda {
  const fn = createFunction(scope, stage, {
    entry: 'pages',
    bundles,
    memorySize: SMALL,
    timeout: ANSWERED_WITHIN,
  });
  fn.addEnvironment('PUBLIC_ORIGIN', `https://${stage.domain}`);
  secrets.giveEdgeSecretTo(fn);
  acknowledgeSynchronous(fn);
  return fn;
}
