import * as z from 'zod';
import type { Resource } from '../synthesized.ts';

export type Place = {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
};

/** Service and resource part of an ARN, by type. */
const ARNS: Readonly<Record<string, (id: string) => readonly [string, string]>> = {
  'AWS::DynamoDB::Table': (id) => ['dynamodb', `table/${id}`],
  'AWS::SecretsManager::Secret': (id) => ['secretsmanager', `secret:${id}-AbCdEf`],
  'AWS::KMS::Key': (id) => ['kms', `key/${id}`],
  'AWS::Logs::LogGroup': (id) => ['logs', `log-group:${id}:*`],
  'AWS::SQS::Queue': (id) => ['sqs', id],
  'AWS::Lambda::Function': (id) => ['lambda', `function:${id}`],
  'AWS::Lambda::Alias': (id) => ['lambda', `function:${id}:live`],
  'AWS::S3::Bucket': (id) => ['s3', id],
  'AWS::IAM::Role': (id) => ['iam', `role/${id}`],
};
/** What `Ref` means where it is not the name. */
const REFERRED_TO_BY_ARN = ['AWS::SecretsManager::Secret', 'AWS::Lambda::Alias'];

const Intrinsic = z.union([
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
  z.strictObject({ 'Fn::Select': z.tuple([z.coerce.number(), z.unknown()]) }),
  z.strictObject({ 'Fn::Split': z.tuple([z.string(), z.unknown()]) }),
]);

/**
 * What CloudFormation puts in the place of references, with names that stand for those it would
 * give. A reference to nothing, or a function that is not known here, is a fault.
 */
export function resolving(
  resources: Readonly<Record<string, Resource>>,
  { partition, region, account }: Place,
): (value: unknown) => unknown {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const typeOf = (id: string): string => {
    const type = resources[id]?.Type;
    if (type === undefined) throw new TypeError(`the template has no ${id}`);
    return type;
  };
  const arnOf = (id: string): string => {
    const [service, resource] = ARNS[typeOf(id)]?.(id) ?? ['unknown', id];
    if (service === 's3') return `arn:${partition}:s3:::${resource}`;
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  };
  const reference = (id: string): string => {
    const known = pseudo[id];
    if (known !== undefined) return known;
    return REFERRED_TO_BY_ARN.includes(typeOf(id)) ? arnOf(id) : id;
  };
  const attribute = (id: string, name: string): string => {
    if (name === 'Arn') return arnOf(id);
    if (name === 'DomainName') return `${id.toLowerCase()}.cloudfront.example`;
    if (name === 'RegionalDomainName') return `${id.toLowerCase()}.s3.${region}.example`;
    if (name === 'StreamArn') return `${arnOf(id)}/stream/1`;
    return `${typeOf(id)}.${id}.${name}`;
  };

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const names = Object.keys(value);
    if (names.length !== 1 || !/^(Ref$|Fn::)/.test(names[0] ?? '')) {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]));
    }
    const found = Intrinsic.parse(value);
    if ('Ref' in found) return reference(found.Ref);
    if ('Fn::GetAtt' in found) return attribute(...found['Fn::GetAtt']);
    if ('Fn::Join' in found) {
      const [between, parts] = found['Fn::Join'];
      return parts.map((part) => String(resolve(part))).join(between);
    }
    if ('Fn::Select' in found) {
      const [at, list] = found['Fn::Select'];
      return z.array(z.string()).parse(resolve(list))[at];
    }
    const [by, text] = found['Fn::Split'];
    return String(resolve(text)).split(by);
  };
  return resolve;
}
