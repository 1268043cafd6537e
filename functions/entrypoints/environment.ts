import * as z from 'zod';
import { NOTIFICATION_TEMPLATES } from '../../shared/notifications/policy.ts';
import { WeChatTemplate } from '../messages/wechat-https.ts';

/** Everything that a deployment says to the functions, by what an entry point may need of it. */
const SECRET_BYTES = 32;

export const TableVariables = z.object({
  TABLE_NAME: z.string().min(3),
  /** Where another engine than AWS's own keeps the table. */
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
});

/** base64url, 32 bytes: every other secret is derived from it. */
export const ServerSecret = z
  .base64url()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))
  .refine((bytes) => bytes.length === SECRET_BYTES, 'must be 32 bytes');

export const SecretVariables = z.union([
  z.object({ SERVER_SECRET: ServerSecret }),
  /** Where the secret is kept: its ARN in Secrets Manager. */
  z.object({ SERVER_SECRET_ARN: z.string().min(1) }),
]);

const KmsKeys = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.object({ kid: z.string(), arn: z.string(), signsFrom: z.number() })).min(1));

export const IssuerVariables = z.union([
  /** Where the issuer's keys are: `file:` and a path. */
  z.object({ ISSUER_KEY: z.string().regex(/^file:./) }),
  /** Or which keys in KMS they are, as JSON: [{ kid, arn, signsFrom }]. */
  z.object({ ISSUER_KMS_KEYS: KmsKeys }),
]);

export const EmergencyKeyVariables = z.object({
  /** Where the keys of emergencies are: `file:` and a folder, or `kms:` and how their aliases begin. */
  EMERGENCY_KEYS: z.string().regex(/^(file|kms):./),
});

export const DoorVariables = z.object({
  /** Where another broker than AWS IoT Core has its HTTP interface. */
  AWS_ENDPOINT_URL_IOT_DATA_PLANE: z.url().optional(),
});

/** What the edge sends along, where there is an edge. */
export const EdgeSecret = z.string().min(16);

export const EdgeVariables = z.object({
  /** Where the pages are, such as https://gate.example. */
  PUBLIC_ORIGIN: z.url(),
  /** ARN in Secrets Manager. Absent where there is no edge. */
  EDGE_SECRET_ARN: z.string().min(1).optional(),
});

const Json = z.string().transform((text): unknown => JSON.parse(text));
const templateIds = <Template extends string>(templates: readonly [Template, ...Template[]]) =>
  Json.pipe(z.record(z.enum(templates), z.string().min(1)));

export const MessageVariables = z.discriminatedUnion('MESSAGES', [
  /** A page on the same machine. */
  z.object({ MESSAGES: z.literal('inbox') }),
  z.object({ MESSAGES: z.literal('sns') }),
  /** A licensed provider. */
  z.object({
    MESSAGES: z.literal('https'),
    SMS_URL: z.url({ protocol: /^https?$/ }),
    SMS_KEY_ARN: z.string().min(1),
    SMS_SIGNATURE: z.string().min(1),
    SMS_TEMPLATE_SIGN_IN_CODE: z.string().min(1),
    SMS_TEMPLATE_NUMBER_NOT_REGISTERED: z.string().min(1),
  }),
]);

export type SmsProvider = Extract<z.infer<typeof MessageVariables>, { MESSAGES: 'https' }>;

/** Besides, where a licensed provider brings notifications. */
export const NotificationVariables = z.object({
  /** JSON: the provider's id for each template of a notification. */
  SMS_TEMPLATES: templateIds(NOTIFICATION_TEMPLATES),
});

/** What the secret of a provider's key holds. */
export const SmsKey = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ keyId: z.string().min(1), key: z.string().min(16) }));

export const PhotoVariables = z.union([
  /** A folder of the same machine, and where it serves what lies there. */
  z.object({ PHOTO_FOLDER: z.string().min(1), PHOTO_ORIGIN: z.url() }),
  /** A bucket, and where its photos are looked at; at the bucket's own address where absent. */
  z.object({ PHOTO_BUCKET: z.string().min(3), PHOTO_ORIGIN: z.url().optional() }),
]);

/** What a deployment may have besides SMS: each all of it or nothing. */
export const CallVariables = z.object({
  CALL_URL: z.url({ protocol: /^https?$/ }),
  CALL_KEY_ARN: z.string().min(1),
  /** JSON: the provider's voice template for each of ours that rings. */
  CALL_TEMPLATES: Json.pipe(z.partialRecord(z.enum(NOTIFICATION_TEMPLATES), z.string().min(1))),
});
export const WeChatAccountVariables = z.object({
  WECHAT_URL: z.url({ protocol: /^https?$/ }).default('https://api.weixin.qq.com'),
  WECHAT_APP_ID: z.string().min(1),
  WECHAT_SECRET_ARN: z.string().min(1),
  PUBLIC_ORIGIN: z.url(),
});
/** Besides, where messages go out by it. */
export const WeChatVariables = WeChatAccountVariables.extend({
  WECHAT_TEMPLATES: Json.pipe(z.partialRecord(z.enum(NOTIFICATION_TEMPLATES), WeChatTemplate)),
});

/** Whom push services may turn to: where our pages are. */
export const PushVariables = z.object({ PUBLIC_ORIGIN: z.url({ protocol: /^https$/ }) });

export const OperatorVariables = z.object({
  OPERATOR_NAME: z.string().min(1),
  OPERATOR_CONTACT: z.string().min(1),
});

/** The same where the environment names the first of them at all. */
export function readWhereNamed<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
): z.output<Schema> | undefined {
  return process.env[name] === undefined ? undefined : readEnvironment(schema);
}

/**
 * The variables of one schema; an entry point sees those that it asks for and no other.
 * @throws ZodError naming the variable that is missing or malformed
 */
export function readEnvironment<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
  return schema.parse(process.env);
}
