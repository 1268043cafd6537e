import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const USAGE = 'npm run deploy -- <dev|prod> [at-once]';

const Kept = z.record(z.string(), z.unknown());
const Named = z.object({ account: z.string(), region: z.string() });
const Outputs = z.record(z.string(), z.object({ WebAclArn: z.string() }));

export class NotDeployed extends Error {
  override readonly name = 'NotDeployed';
}

export type DeploymentPorts = {
  /** Where cdk.context.json lies. */
  readonly folder: string;
  /** Runs the CDK's command with these arguments. @returns whether all went well */
  readonly runCdk: (given: readonly string[]) => boolean;
};

function parametersOf(folder: string, stage: string): z.infer<typeof Named> {
  const path = join(folder, 'cdk.context.json');
  const kept = existsSync(path) ? Kept.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const named = Named.safeParse(kept[stage]);
  if (named.success) return named.data;
  throw new NotDeployed(
    `cdk.context.json names no account and region for ${stage} (docs/deploy.md).`,
  );
}

/**
 * Deploys a stage: first, where there is WAF, the stack in us-east-1, since the edge names what it
 * makes; then everything else. Where the first fails, the second is not begun.
 * @throws NotDeployed saying why, in a sentence
 */
export function deploy(
  [stage, speed]: readonly string[],
  { folder, runCdk }: DeploymentPorts,
): void {
  if (stage !== 'dev' && stage !== 'prod') throw new NotDeployed(`Which stage? ${USAGE}`);
  if (speed !== undefined && speed !== 'at-once') throw new NotDeployed(USAGE);
  const cdk = (...given: readonly string[]): void => {
    if (!runCdk(given)) throw new NotDeployed('Nothing further was deployed.');
  };
  const deployWebAcl = (): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'xq-deploy-')), 'outputs.json');
    cdk('deploy', '-c', `stage=${stage}`, '-c', 'part=edge', '--outputs-file', file);
    const [made] = Object.values(Outputs.parse(JSON.parse(readFileSync(file, 'utf8'))));
    if (made === undefined) throw new NotDeployed('The edge stack names no web ACL.');
    return made.WebAclArn;
  };

  const { region } = parametersOf(folder, stage);
  const given = ['-c', `stage=${stage}`];
  if (speed !== undefined) given.push('-c', `rollout=${speed}`);
  if (!region.startsWith('cn-')) given.push('-c', `webAcl=${deployWebAcl()}`);
  cdk('deploy', ...given);
}
