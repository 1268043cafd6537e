import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../../cdk.json' with { type: 'json' };
import { build, NotBuilt } from '../bundles/built.ts';
import { EXAMPLE_PARAMETERS } from './example-parameters.ts';
import { addStacks } from './stacks.ts';

/** Both partitions, bundles and all, without an account and without a network. */
const ROOT = join(import.meta.dirname, '../..');

try {
  const built = await build();
  for (const [partition, parameters] of Object.entries(EXAMPLE_PARAMETERS)) {
    const outdir = join(ROOT, 'cdk.out', partition);
    const app = new App({ outdir, context: { ...cdk.context, stage: 'prod', prod: parameters } });
    addStacks(app, built);
    const { stacks } = app.synth();
    for (const { templateFullPath } of stacks) process.stdout.write(`${templateFullPath}\n`);
  }
} catch (error) {
  if (!(error instanceof NotBuilt)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
