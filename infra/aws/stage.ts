import type { Node } from 'constructs';
import * as z from 'zod';
import { NOTIFICATION_TEMPLATES } from '../../shared/notifications/policy.ts';
import { IssuerKeyPlan } from './issuer-key-plan.ts';

const Account = z.string().regex(/^[0-9]{12}$/);
const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/);
const Secret = z.string().regex(/^arn:aws(-cn)?:secretsmanager:/);

/** An object, or the same as text where it is given by -c. */
function templateIds<Template extends string>(templates: readonly [Template, ...Template[]]) {
  const Ids = z.record(z.enum(templates), z.string().min(1));
  return z.union([Ids, z.string().transform(parsed).pipe(Ids)]);
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const someIds = z.partialRecord(z.enum(NOTIFICATION_TEMPLATES), z.string().min(1));
function maybe<Shape extends z.ZodRawShape>(shape: Shape) {
  const Given = z.object(shape);
  return z.union([Given, z.string().transform(parsed).pipe(Given)]).optional();
}

/** What every stage says about itself. */
const Anywhere = z.object({
  stage: z.enum(['dev', 'prod']),
  account: Account,
  region: Region,
  /** Where the pages are, such as gate.example. */
  domain: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/),
  operatorName: z.string().min(1),
  operatorContact: z.string().min(1),
  alarmEmail: z.email(),
  /** In the currency of the account's bill. */
  monthlyBudget: z.coerce.number().positive(),
  issuerKeys: IssuerKeyPlan,
  /** Phone calls by a licensed provider; none where it is left out. */
  calls: maybe({ url: z.url({ protocol: /^https$/ }), keySecret: Secret, templates: someIds }),
  /** A service account of WeChat; none where it is left out. */
  wechat: maybe({
    appId: z.string().min(1),
    secret: Secret,
    templates: z.record(z.string(), z.unknown()),
  }),
  /** `at-once` where a change cannot wait for the canary: a withdrawn key, a repair. */
  rollout: z.enum(['canary', 'at-once']).default('canary'),
});

const InAws = Anywhere.extend({
  partition: z.literal('aws'),
  /** ACM, in us-east-1, where CloudFront looks. */
  certificate: z.string().regex(/:acm:us-east-1:/),
  /** What the edge stack prints; `npm run deploy` passes it on. */
  webAcl: z.string().regex(/:wafv2:us-east-1:.+:global\/webacl\//),
});

const InChina = Anywhere.extend({
  partition: z.literal('aws-cn'),
  /** The id in the IAM certificate store: CloudFront in China knows no ACM. */
  certificate: z.string().regex(/^[A-Z0-9]{16,}$/),
  smsUrl: z.url({ protocol: /^https$/ }),
  smsKeySecret: Secret,
  smsSignature: z.string().min(1),
  smsTemplateSignInCode: z.string().min(1),
  smsTemplateNumberNotRegistered: z.string().min(1),
  smsTemplates: templateIds(NOTIFICATION_TEMPLATES),
});

const Stage = z.discriminatedUnion('partition', [InAws, InChina]);
export type Stage = z.infer<typeof Stage>;
const ForEdge = Anywhere.pick({ stage: true, account: true });
export type AwsStage = z.infer<typeof InAws>;
export type ChinaStage = z.infer<typeof InChina>;

/** In words, for whoever deploys without one of them. */
const WHAT_IT_IS: Readonly<Record<string, string>> = {
  stage: 'dev or prod',
  account: 'the twelve digits of the account',
  region: 'such as ap-southeast-1, or cn-northwest-1 in China',
  domain: 'where the pages will be, such as gate.example; in China a domain with an ICP record',
  certificate:
    'for that domain: in aws the ARN of an ACM certificate in us-east-1, in aws-cn the id of a server certificate in the IAM store',
  operatorName: 'who answers for the records; every resident reads it before signing in',
  operatorContact: 'how to reach them',
  alarmEmail: 'who is woken',
  monthlyBudget: 'what a month may cost before somebody is told',
  issuerKeys: 'a list of { "number", "signsFrom" }, or nothing for the first key alone',
  rollout: 'canary or at-once; nothing for canary',
  calls: 'an object { "url", "keySecret", "templates" } of a provider of phone calls, or nothing',
  wechat: 'an object { "appId", "secret", "templates" } of a service account, or nothing',
  webAcl: 'the ARN that the edge stack prints; npm run deploy finds it by itself',
  smsUrl: 'https address of the licensed SMS provider, since SNS sends no SMS from China',
  smsKeySecret: 'ARN of the secret that holds { "keyId", "key" } of the SMS provider',
  smsSignature: 'the registered signature that stands before each SMS',
  smsTemplateSignInCode: 'the provider’s template id for the one-time code',
  smsTemplateNumberNotRegistered: 'the provider’s template id for a number that is not registered',
  smsTemplates:
    'the provider’s template id for each notification, as an object: the names stand in docs/deploy.md',
};

export class StageIncomplete extends Error {
  override readonly name = 'StageIncomplete';
}

/**
 * The stage that `-c stage=…` names. Its parameters stand under its name in the context
 * (cdk.context.json of whoever runs it), and each may be given as `-c name=value` instead.
 * @throws StageIncomplete saying what is missing
 */
export function readStage(context: Node): Stage {
  return read(context, Stage);
}

/** What the stack of the edge needs of it: the main stack needs what that stack prints. */
export function readEdgeStage(context: Node): z.infer<typeof ForEdge> {
  return read(context, ForEdge);
}

function read<Schema extends z.ZodType>(context: Node, schema: Schema): z.output<Schema> {
  const stage: unknown = context.tryGetContext('stage');
  const kept: unknown = typeof stage === 'string' ? context.tryGetContext(stage) : undefined;
  const given = Object.fromEntries(
    Object.keys(WHAT_IT_IS).map((name) => [name, context.tryGetContext(name) ?? part(kept, name)]),
  );
  const partition = String(given.region).startsWith('cn-') ? 'aws-cn' : 'aws';
  const parsed = schema.safeParse({ ...given, partition });
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
  const lines = names.map((name) => `  ${name}: ${WHAT_IT_IS[name] ?? 'unknown'}`);
  throw new StageIncomplete(
    `Stage ${String(stage)} in ${partition} cannot be built. Missing or malformed:\n${lines.join('\n')}\n` +
      'Put them under the stage’s name in cdk.context.json, or pass each with -c name=value (docs/deploy.md).',
  );
}

function part(kept: unknown, name: string): unknown {
  if (typeof kept !== 'object' || kept === null) return undefined;
  return new Map<string, unknown>(Object.entries(kept)).get(name);
}
