import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { deploy, NotDeployed } from './deployment.ts';

const ROOT = join(import.meta.dirname, '../..');
const CDK = join(ROOT, 'node_modules/.bin/cdk');

try {
  deploy(process.argv.slice(2), {
    folder: ROOT,
    runCdk: (given) => spawnSync(CDK, given, { cwd: ROOT, stdio: 'inherit' }).status === 0,
  });
} catch (error) {
  if (!(error instanceof NotDeployed)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
