import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const CDK = join(ROOT, 'node_modules/.bin/cdk');
const USAGE = 'npm run deploy -- <dev|prod> [at-once]';

const Kept = z.record(z.string(), z.unknown());
const Named = z.object({ account: z.string(), region: z.string() });
const Outputs = z.record(z.string(), z.object({ WebAclArn: z.string() }));

class NotDeployed extends Error {}

function parametersOf(stage: string): z.infer<typeof Named> {
  const path = join(ROOT, 'cdk.context.json');
  const kept = existsSync(path) ? Kept.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const named = Named.safeParse(kept[stage]);
  if (named.success) return named.data;
  throw new NotDeployed(
    `cdk.context.json names no account and region for ${stage} (docs/deploy.md).`,
  );
}

function cdk(...given: readonly string[]): void {
  const { status } = spawnSync(CDK, given, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new NotDeployed('Nothing further was deployed.');
}

/** The stack in us-east-1 first, since the edge names what it makes. @returns the ARN */
function deployWebAcl(stage: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'xq-deploy-')), 'outputs.json');
  cdk('deploy', '-c', `stage=${stage}`, '-c', 'part=edge', '--outputs-file', file);
  const [made] = Object.values(Outputs.parse(JSON.parse(readFileSync(file, 'utf8'))));
  if (made === undefined) throw new NotDeployed('The edge stack names no web ACL.');
  return made.WebAclArn;
}

function deploy([stage, speed]: readonly string[]): void {
  if (stage !== 'dev' && stage !== 'prod') throw new NotDeployed(`Which stage? ${USAGE}`);
  if (speed !== undefined && speed !== 'at-once') throw new NotDeployed(USAGE);
  const { region } = parametersOf(stage);
  const given = ['-c', `stage=${stage}`];
  if (speed !== undefined) given.push('-c', `rollout=${speed}`);
  if (!region.startsWith('cn-')) given.push('-c', `webAcl=${deployWebAcl(stage)}`);
  cdk('deploy', ...given);
}

try {
  deploy(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NotDeployed)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
