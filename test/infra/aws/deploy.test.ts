import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deploy, NotDeployed } from '../../../infra/aws/deployment.ts';
import { EXAMPLE_PARAMETERS } from '../../../infra/aws/example-parameters.ts';
import { synthesize } from './synthesized.ts';

/** The command alone takes ten seconds, and a machine with other work several times that. */
const DEEP = process.env.TEST_DEPTH === 'deep';
const WITHIN_MS = 180_000;
const ROOT = join(import.meta.dirname, '../../..');
const { account, webAcl } = EXAMPLE_PARAMETERS.aws;
const ABROAD = { account, region: 'ap-southeast-1' };
const IN_CHINA = { account, region: 'cn-northwest-1' };

/** Deploys with what an operator keeps, and notes how the CDK's command was called. */
function deployWith(kept: object, given: readonly string[], goesWell = () => true) {
  const folder = mkdtempSync(join(tmpdir(), 'xq-operator-'));
  writeFileSync(join(folder, 'cdk.context.json'), JSON.stringify(kept));
  const called: string[] = [];
  const runCdk = (all: readonly string[]): boolean => {
    const at = all.indexOf('--outputs-file');
    called.push((at < 0 ? all : all.slice(0, at)).join(' '));
    if (at >= 0) {
      writeFileSync(all[at + 1] ?? '', JSON.stringify({ 'xiaoquma-edge': { WebAclArn: webAcl } }));
    }
    return goesWell();
  };
  let refusal = '';
  try {
    deploy(given, { folder, runCdk });
  } catch (error) {
    if (!(error instanceof NotDeployed)) throw error;
    refusal = error.message;
  }
  return { called, refusal };
}

describe('npm run deploy', () => {
  it('deploys the rates by address first, and tells the edge which they are', () => {
    expect(deployWith({ dev: ABROAD }, ['dev'])).toEqual({
      called: ['deploy -c stage=dev -c part=edge', `deploy -c stage=dev -c webAcl=${webAcl}`],
      refusal: '',
    });
  });

  it('deploys all at once in China, where the edge takes no such rates', () => {
    expect(deployWith({ prod: IN_CHINA }, ['prod']).called).toEqual(['deploy -c stage=prod']);
  });

  it('passes on that a change cannot wait', () => {
    const { called } = deployWith({ prod: ABROAD }, ['prod', 'at-once']);
    expect(called[1]).toBe(`deploy -c stage=prod -c rollout=at-once -c webAcl=${webAcl}`);
  });

  it('begins nothing further where the first did not go well', () => {
    const { called, refusal } = deployWith({ dev: ABROAD }, ['dev'], () => false);
    expect([called.length, refusal]).toEqual([1, 'Nothing further was deployed.']);
  });

  it.each([
    ['a stage', []],
    ['one of the two stages', ['staging']],
    ['another word than at-once', ['dev', 'quickly']],
    ['a stage that has an account', ['prod']],
  ])('asks for %s before it calls anything', (_, given) => {
    const { called, refusal } = deployWith({ dev: ABROAD }, given);
    expect(called).toEqual([]);
    expect(refusal).toMatch(/npm run deploy|cdk\.context\.json/);
  });

  it.runIf(DEEP)(
    'has an app that the CDK’s own command reads, without a network',
    async () => {
      const out = join(mkdtempSync(join(tmpdir(), 'xq-cdk-')), 'out');
      const context = ['stage=prod', 'part=edge', `account=${account}`].flatMap((one) => [
        '-c',
        one,
      ]);
      const given = ['synth', '--quiet', '--no-notices', '--output', out, ...context];
      const env = { ...process.env, CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' };
      await promisify(execFile)(join(ROOT, 'node_modules/.bin/cdk'), given, { cwd: ROOT, env });
      expect(existsSync(join(out, 'xiaoquma-prod-edge.template.json'))).toBe(true);
      expect(readFileSync(join(out, 'xiaoquma-prod-edge.template.json'), 'utf8')).toContain(
        'WebAcl',
      );
    },
    WITHIN_MS,
  );
});

describe('the rates by address, before the edge', () => {
  const Rule = z.object({
    Priority: z.number(),
    Action: z.object({
      Block: z.object({ CustomResponse: z.object({ ResponseCode: z.number() }) }),
    }),
    Statement: z.object({
      RateBasedStatement: z.object({
        AggregateKeyType: z.literal('IP'),
        Limit: z.number(),
        ScopeDownStatement: z.object({
          ByteMatchStatement: z.object({ SearchString: z.string() }),
        }),
      }),
    }),
    VisibilityConfig: z.object({ SampledRequestsEnabled: z.literal(false) }),
  });

  it(
    'ask whoever signs in or calls too often to wait, and keep nothing of who it was',
    () => {
      const template = synthesize('prod', { account }, { part: 'edge' });
      const [[, acl] = ['', undefined]] = template.of('AWS::WAFv2::WebACL');
      expect(acl?.Properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
      const rules = z.array(Rule).parse(acl?.Properties.Rules);
      expect(
        rules.map(({ Action, Statement: { RateBasedStatement: rate } }) => [
          rate.ScopeDownStatement.ByteMatchStatement.SearchString,
          rate.Limit,
          Action.Block.CustomResponse.ResponseCode,
        ]),
      ).toEqual([
        ['/sign-in', 300, 429],
        ['/api/', 3_000, 429],
      ]);
      expect(template.text).toContain('WebAclArn');
    },
    WITHIN_MS,
  );
});
