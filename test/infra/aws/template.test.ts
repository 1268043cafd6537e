import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ALARM_KINDS } from '../../../infra/aws/alarms.ts';
import { EXAMPLE_PARAMETERS } from '../../../infra/aws/example-parameters.ts';
import { FUNCTION_PATHS } from '../../../infra/paths.ts';
import { guardPageHeaders, PHOTO_HEADERS, pageHeaders } from '../../../infra/security-headers.ts';
import { TABLE } from '../../../infra/table.ts';
import { issuePass } from '../../../shared/messages/passes.ts';
import { type Resource, synthesize, type Template } from './synthesized.ts';

const ROOT = join(import.meta.dirname, '../../..');

const ENTRY_POINTS = readdirSync(join(ROOT, 'functions/entrypoints'))
  .filter((file) => file.endsWith('.lambda.ts'))
  .map((file) => file.slice(0, -'.lambda.ts'.length));

const STAGES: readonly (readonly [string, Template])[] = [
  ['aws dev', synthesize('dev', EXAMPLE_PARAMETERS.aws)],
  ['aws prod', synthesize('prod', EXAMPLE_PARAMETERS.aws)],
  ['aws-cn prod', synthesize('prod', EXAMPLE_PARAMETERS['aws-cn'])],
];

const Statement = z.object({
  Effect: z.string(),
  Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});
const Document = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });

/** What our own functions may do; CDK's, which runs while something is deployed, has its reasons beside it. */
function statementsOf(template: Template) {
  return template
    .of('AWS::IAM::Policy')
    .filter(([id]) => !id.startsWith('CustomCDKBucketDeployment'))
    .flatMap(([id, { Properties }]) =>
      Document.parse(Properties).PolicyDocument.Statement.map((statement) => ({
        id,
        ...statement,
      })),
    );
}

const propertiesOf = (found: [string, Resource][]): unknown[] =>
  found.map(([, { Properties }]) => Properties);

describe.each(STAGES)('the template of %s', (stage, template) => {
  const isProduction = stage.endsWith('prod');
  const isChina = stage.startsWith('aws-cn');

  it('has the table that infra/table.ts defines, so that a change of it adds and never replaces', () => {
    const [[, { Properties }] = ['', { Properties: {} }]] = template.of('AWS::DynamoDB::Table');
    expect(Properties).toMatchObject({
      KeySchema: [
        { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
        { AttributeName: TABLE.sortKey, KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: TABLE.timeToLive, Enabled: true },
      StreamSpecification: { StreamViewType: TABLE.stream },
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    expect(Properties).not.toHaveProperty('GlobalSecondaryIndexes');
  });

  it('deletes no data of production, whatever is deployed', () => {
    const [[, table] = ['', undefined]] = template.of('AWS::DynamoDB::Table');
    expect(table?.Properties.DeletionProtectionEnabled).toBe(isProduction);
    expect(table?.DeletionPolicy).toBe(isProduction ? 'Retain' : 'Delete');
    const secrets = template.of('AWS::SecretsManager::Secret');
    expect(secrets.map(([, { DeletionPolicy }]) => DeletionPolicy)).toEqual(['Retain', 'Retain']);
  });

  it('encrypts at rest whatever rests', () => {
    expect(propertiesOf(template.of('AWS::DynamoDB::Table'))).toEqual([
      expect.objectContaining({ SSESpecification: { SSEEnabled: true } }),
    ]);
    for (const [, { Properties }] of template.of('AWS::SQS::Queue')) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
    }
    for (const [, { Properties }] of template.of('AWS::S3::Bucket')) {
      expect(Properties).toHaveProperty('BucketEncryption');
    }
    for (const [, { Properties }] of template.of('AWS::SNS::Topic')) {
      expect(Properties).toHaveProperty('KmsMasterKeyId');
    }
  });

  it('has no bucket that the public could reach', () => {
    const buckets = template.of('AWS::S3::Bucket');
    // The photos', and where the edge serves pages from a bucket, theirs.
    expect(buckets).toHaveLength(isChina ? 1 : 2);
    for (const [, { Properties }] of buckets) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });

  it('keeps every log for a time that is named: six months at least in production', () => {
    const days = template
      .of('AWS::Logs::LogGroup')
      .map(([, { Properties }]) => Properties.RetentionInDays);
    expect(new Set(days)).toEqual(new Set([isProduction ? 365 : 14]));
    for (const [id, { Properties }] of template.of('AWS::Lambda::Function')) {
      expect(Properties, id).toHaveProperty('LoggingConfig.LogGroup');
    }
  });

  it('gives functions named actions on named things; to a phone number alone no name can be given', () => {
    const statements = statementsOf(template);
    expect(statements.length).toBeGreaterThan(10);
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const files = statements.filter(({ Action }) =>
      Action.every((one) => /^s3:.+Object$/.test(one)),
    );
    for (const { Resource } of files) {
      expect(JSON.stringify(Resource)).toMatch(/"\/(photos|uploads)\/\*"/);
    }
    const ofEmergencies = statements.filter(({ Condition }) =>
      JSON.stringify(Condition ?? {}).includes('Tag/xiaoquma-emergency'),
    );
    const aliases = statements.filter(({ Resource }) =>
      /:alias\/xiaoquma-[a-z]+-emg_\*/.test(JSON.stringify(Resource)),
    );
    const toDoors = statements.filter(({ Resource }) =>
      JSON.stringify(Resource).includes(':topic/xq/1/doors/*/in/*'),
    );
    expect(new Set(toDoors.flatMap(({ Action }) => Action))).toEqual(new Set(['iot:Publish']));
    const told = [...files, ...ofEmergencies, ...aliases, ...toDoors];
    const anywhere = statements
      .filter((statement) => !told.includes(statement))
      .filter(({ Resource }) => JSON.stringify(Resource).includes('*'));
    // What is allowed anywhere may stand in one statement with something else that is.
    const reasons = new Set(
      anywhere.flatMap(({ Effect, Action }) => [Action].flat().map((one) => `${Effect} ${one}`)),
    );
    const sms = ['Allow sns:Publish', 'Deny sns:Publish'];
    expect([...reasons].sort()).toEqual(['Allow dynamodb:ListStreams', ...(isChina ? [] : sms)]);
  });

  it('lets sign who issues passes, cards and certificates, and nobody else', () => {
    const signing = statementsOf(template).filter(({ Action }) => Action.includes('kms:Sign'));
    expect(signing.map(({ id }) => id.replace(/^Functions(.+)roleDefaultPolicy.+$/, '$1'))).toEqual(
      ['resident', 'guard', 'manager', 'arrivals', 'runemergencies'],
    );
  });

  it('gives rights over keys of emergencies by the tag alone that this stage gives them', () => {
    const statements = statementsOf(template);
    const over = ['kms:Decrypt', 'kms:DisableKey', 'kms:ScheduleKeyDeletion', 'kms:CreateKey'];
    const rights = statements.filter(
      ({ Action, Resource }) =>
        [Action].flat().some((one) => over.includes(one)) && JSON.stringify(Resource).includes('*'),
    );
    expect(rights.length).toBeGreaterThanOrEqual(4);
    for (const { Condition } of rights) {
      expect(JSON.stringify(Condition)).toMatch(
        /^\{"StringLike":\{"aws:Re(quest|source)Tag\/xiaoquma-emergency":"xiaoquma-[a-z]+\/\*"\}\}$/,
      );
    }
    const ends = statements.filter(({ Action }) => [Action].flat().includes('kms:TagResource'));
    expect(ends.map(({ Effect }) => Effect).sort()).toEqual(['Allow', 'Deny']);
  });

  it('names no partition: what is deployed takes it from where it stands', () => {
    expect(template.text).not.toMatch(/arn:aws:(?!acm:us-east-1|wafv2:us-east-1)/);
    expect(template.text).not.toMatch(/arn:aws-cn:(?!secretsmanager)/);
  });

  it('has nothing that China’s regions do not have', () => {
    expect(template.of('AWS::Lambda::Url')).toEqual([]);
    expect(template.text).not.toContain('TracingConfig');
    expect(template.text).not.toContain('LambdaFunctionAssociations');
    expect(template.text).not.toContain('AWS::Cognito');
    const types = Object.values(template.resources).map(({ Type }) => Type);
    const notThere = /^AWS::CloudFront::(?!Distribution$)|^AWS::WAFv2|^AWS::XRay/;
    if (isChina) expect(types.filter((type) => notThere.test(type))).toEqual([]);
  });

  it('runs every entry point', () => {
    const said = template
      .of('AWS::Lambda::Function')
      .map(([, { Properties }]) => String(Properties.Description));
    for (const entry of ENTRY_POINTS)
      expect(said.join('\n')).toMatch(new RegExp(` ${entry}$`, 'm'));
  });

  it('runs functions on arm64 and Node 22', () => {
    for (const [id, { Properties }] of template.of('AWS::Lambda::Function')) {
      if (id.startsWith('CustomCDKBucketDeployment')) continue;
      expect(Properties, id).toMatchObject({ Runtime: 'nodejs22.x', Architectures: ['arm64'] });
    }
  });

  it('loses no change and no run: what fails for good waits in a queue', () => {
    const sources = propertiesOf(template.of('AWS::Lambda::EventSourceMapping'));
    expect(sources).toHaveLength(4);
    for (const source of sources)
      expect(source).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRecordAgeInSeconds: 72_000,
        MaximumRetryAttempts: 20,
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
    for (const [, { Properties }] of template.of('AWS::Events::Rule')) {
      expect(Properties.Targets).toEqual([
        expect.objectContaining({ DeadLetterConfig: { Arn: expect.anything() } }),
      ]);
    }
    const rules = template.of('AWS::Events::Rule');
    // And what doors say.
    expect(template.of('AWS::Lambda::EventInvokeConfig')).toHaveLength(rules.length + 1);
  });

  it('lets the sealer of audit facts near chains and facts alone, and hands it what carries facts', () => {
    const sealing = template
      .of('AWS::IAM::Policy')
      .filter(([id]) => id.includes('sealaudit'))
      .map(([, { Properties }]) => JSON.stringify(Properties))
      .join();
    expect(sealing).toContain(
      '"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["*#chain","*#facts#*","chains","*#gone"]}',
    );
    expect(sealing).not.toMatch(/DeleteItem|UpdateItem/);
    const sources = propertiesOf(template.of('AWS::Lambda::EventSourceMapping'));
    expect(sources).toContainEqual(
      expect.objectContaining({
        MaximumBatchingWindowInSeconds: 300,
        FilterCriteria: { Filters: [expect.anything(), expect.anything()] },
      }),
    );
  });

  it('answers each path by the function that infra/paths.ts names, and the rest in the functions’ own words', () => {
    const routes = template
      .of('AWS::ApiGatewayV2::Route')
      .map(([, { Properties }]) => Properties.RouteKey);
    for (const { prefix } of FUNCTION_PATHS) expect(routes).toContain(`ANY ${prefix}{rest+}`);
    expect(routes).toContain('ANY /api/{rest+}');
    expect(routes).toContain(`${issuePass.method} /api/v1/resident/residents/{residentId}/pass`);
    expect(routes.includes('GET /{rest+}')).toBe(isChina);
  });

  it('logs of a call its route, its end and how long it took, and not who called', () => {
    const line = JSON.stringify(propertiesOf(template.of('AWS::ApiGatewayV2::Stage')));
    expect(line).toContain('$context.routeKey');
    expect(line).not.toMatch(/sourceIp|userAgent|\$context\.path|identity|authorizer/);
  });

  it('has no platform write a line for a call in which nothing was wrong', () => {
    for (const [id, { Properties }] of template.of('AWS::Lambda::Function')) {
      if (id.startsWith('CustomCDKBucketDeployment')) continue;
      const level = { LogFormat: 'JSON', SystemLogLevel: 'WARN' };
      expect(Properties, id).toMatchObject({ LoggingConfig: level });
    }
  });

  it('hands on to the functions every header that they read', () => {
    const read = [
      'authorization',
      'cookie',
      'origin',
      'if-none-match',
      'xq-purpose',
      'cloudfront-viewer-address',
    ];
    const handedOn = template.text.toLowerCase();
    for (const header of read.filter((name) => name !== 'cookie'))
      expect(handedOn).toContain(`"${header}"`);
    expect(template.text).toContain('xq-edge');
  });

  it('sends a new version back when an alarm of its function rings', () => {
    const groups = template.of('AWS::CodeDeploy::DeploymentGroup');
    // What the operator calls by hand answers nobody who would notice.
    expect(groups).toHaveLength(ENTRY_POINTS.filter((name) => name !== 'lay-compound').length);
    for (const [, { Properties }] of groups) {
      expect(Properties).toMatchObject({
        AlarmConfiguration: { Enabled: true, Alarms: [expect.anything(), expect.anything()] },
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
        },
        DeploymentConfigName: isProduction
          ? 'CodeDeployDefault.LambdaCanary10Percent5Minutes'
          : 'CodeDeployDefault.LambdaAllAtOnce',
      });
    }
  });

  it('wakes somebody by alarms of which each has its paragraph in the runbook', () => {
    const runbook = readFileSync(join(ROOT, 'docs/runbook.md'), 'utf8');
    const named = template
      .of('AWS::CloudWatch::Alarm')
      .map(([, { Properties }]) =>
        z.object({ AlarmName: z.string(), AlarmActions: z.array(z.unknown()) }).parse(Properties),
      );
    const kindOf = (name: string) =>
      ALARM_KINDS.find((kind) =>
        name.startsWith(`xiaoquma-${isProduction ? 'prod' : 'dev'}-${kind}-`),
      );
    for (const { AlarmName, AlarmActions } of named) {
      expect(kindOf(AlarmName), AlarmName).toBeDefined();
      expect(AlarmActions).toHaveLength(1);
    }
    const rung = new Set([...named.map(({ AlarmName }) => kindOf(AlarmName)), 'spend']);
    expect(rung).toEqual(new Set(ALARM_KINDS));
    expect(template.of('AWS::Budgets::Budget')).toHaveLength(1);
    for (const kind of ALARM_KINDS)
      expect(runbook).toMatch(new RegExp(`^### ${kind}\\n\\n\\S`, 'm'));
  });
});

describe('the edge of aws', () => {
  const template = synthesize('prod', EXAMPLE_PARAMETERS.aws);

  it('gives the pages the headers that infra/security-headers.ts says', () => {
    const policies = JSON.stringify(
      propertiesOf(template.of('AWS::CloudFront::ResponseHeadersPolicy')),
    );
    // Two addresses in it are known only where it is deployed.
    const { 'content-security-policy': ofPages = '', ...others } = pageHeaders({
      upload: 'https://…',
      view: 'https://…',
    });
    const values = [others, guardPageHeaders(), PHOTO_HEADERS].flatMap(Object.values);
    for (const value of [...values, ...ofPages.split('…')]) {
      if (value !== 'nosniff') expect(policies).toContain(JSON.stringify(value).slice(1, -1));
    }
    expect(policies).toContain('"ContentTypeOptions":{"Override":true}');
    expect(policies).toContain('StrictTransportSecurity');
  });

  it('keeps nothing of the API', () => {
    const [, { Properties }] = template
      .of('AWS::CloudFront::CachePolicy')
      .find(([id]) => id.includes('NothingKept')) ?? ['', { Properties: {} }];
    expect(Properties).toMatchObject({
      CachePolicyConfig: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 1 },
    });
  });

  it('shows photos at a name of its own, where nothing but a signed address opens one', () => {
    const names = template
      .of('AWS::CloudFront::Distribution')
      .map(([, { Properties }]) => Properties.DistributionConfig)
      .map((config) => z.object({ Aliases: z.array(z.string()).optional() }).parse(config).Aliases);
    expect(names).toContainEqual(undefined);
    const policies = JSON.stringify(propertiesOf(template.of('AWS::S3::BucketPolicy')));
    const allowed = policies.match(/"Effect":"Allow"/g) ?? [];
    // The edge of the pages reads theirs; nobody is allowed anything of the photos'.
    expect(allowed).toHaveLength(1);
  });
});

describe.each(STAGES)('the photos of %s', (_, template) => {
  const photos = template
    .of('AWS::S3::Bucket')
    .find(([id]) => id.startsWith('Photos'))?.[1].Properties;

  it('take files from the pages’ own address alone, and let unconfirmed ones go after a day', () => {
    expect(photos).toMatchObject({
      CorsConfiguration: {
        CorsRules: [{ AllowedMethods: ['POST'], AllowedOrigins: ['https://gate.example'] }],
      },
      LifecycleConfiguration: {
        Rules: [{ Prefix: 'uploads/', ExpirationInDays: 1, Status: 'Enabled' }],
      },
    });
    expect(photos).not.toHaveProperty('VersioningConfiguration');
  });

  it('are removed by the stream alone, and read and kept by their function alone', () => {
    const touching = statementsOf(template)
      .filter(({ Action }) => Action.some((one) => one.startsWith('s3:')))
      .map(
        ({ id, Action }) => `${id.replace(/^Functions(.+?)roleDefaultPolicy.+$/, '$1')} ${Action}`,
      );
    expect(touching.sort()).toEqual([
      'photos s3:GetObject,s3:PutObject',
      'photos s3:ListBucket',
      'tablestream s3:DeleteObject',
    ]);
  });
});
