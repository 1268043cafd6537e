import { App } from 'aws-cdk-lib';
import { build, NotBuilt } from '../bundles/built.ts';
import { addStacks } from './stacks.ts';
import { StageIncomplete } from './stage.ts';

try {
  const app = new App();
  addStacks(app, await build());
  app.synth();
} catch (error) {
  if (!(error instanceof StageIncomplete || error instanceof NotBuilt)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
