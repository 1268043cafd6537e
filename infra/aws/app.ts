import { App } from 'aws-cdk-lib';
import { addStacks } from './stacks.ts';
import { StageIncomplete } from './stage.ts';

const app = new App();
try {
  addStacks(app);
  app.synth();
} catch (error) {
  if (!(error instanceof StageIncomplete)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
