import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../../cdk.json' with { type: 'json' };
import { EXAMPLE_PARAMETERS } from './example-parameters.ts';
import { addStacks, BUILT_PAGES } from './stacks.ts';

/** Both partitions, bundles and all, without an account and without a network. */
const ROOT = join(import.meta.dirname, '../..');

if (!existsSync(BUILT_PAGES)) {
  process.stderr.write('\nThe pages are not built yet: npm run build\n\n');
  process.exit(1);
}
for (const [partition, parameters] of Object.entries(EXAMPLE_PARAMETERS)) {
  const outdir = join(ROOT, 'cdk.out', partition);
  const app = new App({ outdir, context: { ...cdk.context, stage: 'prod', prod: parameters } });
  addStacks(app);
  const { stacks } = app.synth();
  for (const { templateFullPath } of stacks) process.stdout.write(`${templateFullPath}\n`);
}
