import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../../cdk.json' with { type: 'json' };
import { build, NotBuilt } from '../bundles/built.ts';
import { EXAMPLE_PARAMETERS } from './example-parameters.ts';
import { addStacks } from './stacks.ts';

/** Both partitions and what the edge needs first, bundles and all, without an account or a network. */
const ROOT = join(import.meta.dirname, '../..');

try {
  const built = await build();
  const synthesize = (folder: string, context: object): void => {
    const outdir = join(ROOT, 'cdk.out', folder);
    const app = new App({ outdir, context: { ...cdk.context, stage: 'prod', ...context } });
    addStacks(app, built);
    const { stacks } = app.synth();
    for (const { templateFullPath } of stacks) process.stdout.write(`${templateFullPath}\n`);
  };
  for (const [partition, parameters] of Object.entries(EXAMPLE_PARAMETERS)) {
    synthesize(partition, { prod: parameters });
  }
  synthesize('aws-edge', { prod: EXAMPLE_PARAMETERS.aws, part: 'edge' });
} catch (error) {
  if (!(error instanceof NotBuilt)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
