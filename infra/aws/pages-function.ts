import { Duration } from 'aws-cdk-lib';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { PhotoOrigins } from '../security-headers.ts';
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
  {
    bundles,
    secrets,
    photos,
  }: { readonly bundles: string; readonly secrets: Secrets; readonly photos: PhotoOrigins },
): Lambda {
  const fn = createFunction(scope, stage, {
    entry: 'pages',
    bundles,
    memorySize: SMALL,
    timeout: ANSWERED_WITHIN,
  });
  fn.addEnvironment('PUBLIC_ORIGIN', `https://${stage.domain}`);
  fn.addEnvironment('PHOTO_UPLOAD_ORIGIN', photos.upload);
  fn.addEnvironment('PHOTO_VIEW_ORIGIN', photos.view);
  secrets.giveEdgeSecretTo(fn);
  acknowledgeSynchronous(fn);
  return fn;
}
