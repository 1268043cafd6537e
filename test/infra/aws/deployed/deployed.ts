import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { openTable, type Table } from '../../../../functions/platform/table.ts';
import { EXAMPLE_PARAMETERS } from '../../../../infra/aws/example-parameters.ts';
import { bundleFunctions } from '../../../../infra/bundles/bundle.ts';
import { createTable } from '../../../../infra/local/create-table.ts';
import { startEmbeddedEngine } from '../../../../infra/local/engine.ts';
import { readStream } from '../../../../infra/local/streams.ts';
import { openApiDocument } from '../../../../infra/openapi/document.ts';
import { type KeyPair, newKeyPair } from '../../../support/key-pair.ts';
import { SERVER_SECRET } from '../../../support/street.ts';
import { synthesize, type Template } from '../synthesized.ts';
import { type Aws, SMS_PATH, startAws } from './aws-at-hand.ts';
import { openEdge } from './edge-at-hand.ts';
import type { Place } from './intrinsics.ts';
import { type Lambda, startLambda } from './lambda.ts';
import { type DeployedFunction, readStack, type Stack } from './stack.ts';
import { WECHAT_PATH, WECHAT_SECRET } from './wechat-at-hand.ts';

export type Partition = keyof typeof EXAMPLE_PARAMETERS;

export const PUBLIC_ORIGIN = `https://${EXAMPLE_PARAMETERS.aws.domain}`;
const EDGE_SECRET = 'what only the edge knows';
/** A service account, which stands where AWS does: its secret is the operator's to bring. */
const WECHAT = {
  appId: 'wx-1',
  secret: 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:wechat-AbCdEf',
  templates: { request_step: { id: 'T-1', fields: { sentence: 'thing1' } } },
};
const SMS_KEY = { keyId: 'key-1', key: 'a key that both sides know' };

/** What is deployed, and where it lies on this machine. */
export type Release = {
  readonly partition: Partition;
  readonly place: Place;
  readonly stack: Stack;
  /** The pages that went along. */
  readonly pages: string;
  discard(): void;
};

/** Bundles the functions and synthesizes both partitions, as `npm run deploy` would before it asks AWS. */
export async function makeReleases(): Promise<Readonly<Record<Partition, Release>>> {
  const folder = mkdtempSync(join(tmpdir(), 'xq-release-'));
  const pages = join(folder, 'web');
  mkdirSync(join(pages, 'api'), { recursive: true });
  mkdirSync(join(pages, 'resident'));
  writeFileSync(join(pages, 'resident/index.html'), '<!doctype html>');
  writeFileSync(join(pages, 'api/openapi.json'), JSON.stringify(openApiDocument('0')));
  const { folder: functions } = await bundleFunctions(join(folder, 'functions'), pages);
  const release = (partition: Partition): Release => {
    const parameters = {
      ...EXAMPLE_PARAMETERS[partition],
      ...(partition === 'aws' ? { wechat: WECHAT } : {}),
    };
    const place = { partition, region: parameters.region, account: parameters.account };
    const template: Template = synthesize('prod', parameters, {}, { pages, functions });
    return {
      partition,
      place,
      stack: readStack(template, place),
      pages,
      discard: () => rmSync(folder, { recursive: true, force: true }),
    };
  };
  return { aws: release('aws'), 'aws-cn': release('aws-cn') };
}

export type Deployed = {
  readonly issuer: KeyPair;
  /** Where the keys of emergencies lie: the folder takes the place of KMS. */
  readonly emergencyKeys: string;
  readonly table: Table;
  readonly aws: Aws;
  readonly functions: ReadonlyMap<string, Lambda>;
  readonly edge: ReturnType<typeof openEdge>;
  stop(): Promise<void>;
};

/** ARN → text, of every secret of the stack and of those that an operator brings. */
function secretsOf({ stack, partition }: Release): ReadonlyMap<string, string> {
  const secrets = new Map([[WECHAT.secret, WECHAT_SECRET]]);
  const variables = stack.functions.flatMap(({ environment }) => Object.entries(environment));
  for (const [name, value] of variables) {
    if (name === 'SERVER_SECRET_ARN')
      secrets.set(value, Buffer.from(SERVER_SECRET).toString('base64url'));
    if (name === 'EDGE_SECRET_ARN') secrets.set(value, EDGE_SECRET);
  }
  if (partition === 'aws-cn') {
    secrets.set(EXAMPLE_PARAMETERS['aws-cn'].smsKeySecret, JSON.stringify(SMS_KEY));
  }
  return secrets;
}

/**
 * The sender of SMS, and WeChat, are at public addresses; here they stand on loopback. The keys of
 * emergencies lie in a folder.
 */
function withinReach(
  deployed: DeployedFunction,
  { endpoint, emergencyKeys }: { readonly endpoint: string; readonly emergencyKeys: string },
): DeployedFunction {
  const { environment } = deployed;
  return {
    ...deployed,
    environment: {
      ...environment,
      ...('EMERGENCY_KEYS' in environment ? { EMERGENCY_KEYS: `file:${emergencyKeys}` } : {}),
      ...('SMS_URL' in environment ? { SMS_URL: endpoint + SMS_PATH } : {}),
      ...('WECHAT_APP_ID' in environment ? { WECHAT_URL: endpoint + WECHAT_PATH } : {}),
    },
  };
}

/**
 * Starts a release: a table of the template's name in the embedded engine, AWS on loopback before
 * it, each function in a process of its own, the table's stream to its function, and the edge.
 */
export async function start(release: Release): Promise<Deployed> {
  const { stack, place, pages } = release;
  const engine = await startEmbeddedEngine({});
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const connection = { endpoint: engine.endpoint, region: 'local', credentials };
  const [[name] = ['']] = stack.ofType('AWS::DynamoDB::Table');
  const table = openTable({ name, ...connection });
  await createTable(table.documents, name);

  const issuer = newKeyPair();
  const secrets = secretsOf(release);
  const kmsArn = (id: string) =>
    `arn:${place.partition}:kms:${place.region}:${place.account}:key/${id}`;
  const aws = await startAws({
    place,
    engine: engine.endpoint,
    statementsOf: new Map(stack.functions.map((one) => [one.name, one.statements])),
    secrets,
    keys: new Map(stack.ofType('AWS::KMS::Key').map(([id]) => [kmsArn(id), issuer])),
  });
  const where = { region: place.region, endpoint: aws.endpoint };
  const emergencyKeys = mkdtempSync(join(tmpdir(), 'xq-emergency-keys-'));
  const reached = { endpoint: aws.endpoint, emergencyKeys };
  const lambdas = await Promise.all(
    stack.functions.map((one) => startLambda(withinReach(one, reached), where)),
  );
  const functions = new Map(lambdas.map((lambda) => [lambda.name, lambda]));

  const streams = new DynamoDBStreamsClient(connection);
  const stream = await readStream({
    table,
    streams,
    checkpointPath: join(mkdtempSync(join(tmpdir(), 'xq-stream-')), 'checkpoints'),
    take: async (event) => functions.get('table-stream')?.invoke(event),
  });
  const sealing = await readStream({
    table,
    streams,
    checkpointPath: join(mkdtempSync(join(tmpdir(), 'xq-sealing-')), 'checkpoints'),
    take: async (event) => functions.get('seal-audit')?.invoke(event),
  });
  const delivering = await readStream({
    table,
    streams,
    checkpointPath: join(mkdtempSync(join(tmpdir(), 'xq-delivering-')), 'checkpoints'),
    take: async (event) => functions.get('deliver-notifications')?.invoke(event),
  });
  const following = await readStream({
    table,
    streams,
    checkpointPath: join(mkdtempSync(join(tmpdir(), 'xq-following-')), 'checkpoints'),
    take: async (event) => functions.get('follow-emergencies')?.invoke(event),
  });
  return {
    issuer,
    emergencyKeys,
    table,
    aws,
    functions,
    edge: openEdge(stack, { functions, secrets, pages }),
    stop: async () => {
      await stream.stop();
      await sealing.stop();
      await delivering.stop();
      await following.stop();
      streams.destroy();
      await Promise.all(lambdas.map((lambda) => lambda.stop()));
      await aws.stop();
      table.documents.destroy();
      await engine.stop();
    },
  };
}
