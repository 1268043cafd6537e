import { createPublicKey } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { KeyPair } from '../../../support/key-pair.ts';
import { listenOnLoopback, type OnLoopback } from '../../../support/loopback.ts';
import { signDigest } from '../../../vectors/deterministic-es256.ts';
import type { Place } from './intrinsics.ts';
import { accessKeyOf } from './lambda.ts';
import { isAllowed, type Need, type Statement } from './policy.ts';
import { openS3, type S3Answer } from './s3-at-hand.ts';
import { answerAsWeChat, WECHAT_PATH } from './wechat-at-hand.ts';

/** What a call carries, as far as anybody here looks at it. */
type Request = {
  readonly path: string;
  readonly target: string;
  readonly date: string;
  readonly authorization: string;
  readonly text: string;
};

/** One call that a function made. */
export type Asked = Need & { readonly by: string };
export type Sms = { readonly phone: string; readonly text: string };

type Answer = S3Answer;

const JSON_1_1 = 'application/x-amz-json-1.1';
const json = (value: unknown, status = 200): Answer => ({
  status,
  type: JSON_1_1,
  body: JSON.stringify(value),
});

const TableNamed = z.object({ TableName: z.string() });
const TransactWrite = z.object({
  TransactItems: z.array(z.record(z.string(), TableNamed)),
});
const Batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const ByKey = z.object({ KeyId: z.string(), Message: z.string().optional() });
const BySecret = z.object({ SecretId: z.string() });

/** What IAM is asked about a transaction's actions, by their names in it. */
const TRANSACTED: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

function derInteger(bytes: Uint8Array): Buffer {
  const digits = Buffer.from(bytes.subarray(bytes.findIndex((byte) => byte !== 0)));
  const padded = (digits[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), digits]) : digits;
  return Buffer.concat([Buffer.of(2, padded.length), padded]);
}
function derSignature(raw: Uint8Array): Buffer {
  const both = Buffer.concat([derInteger(raw.subarray(0, 32)), derInteger(raw.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, both.length), both]);
}

export type AwsOptions = {
  readonly place: Place;
  /** The embedded engine, which keeps the table. */
  readonly engine: string;
  /** What each function may do, by its name. */
  readonly statementsOf: ReadonlyMap<string, readonly Statement[]>;
  /** ARN → what it holds. */
  readonly secrets: ReadonlyMap<string, string>;
  /** ARN → the key in KMS. */
  readonly keys: ReadonlyMap<string, KeyPair>;
};

export type Aws = OnLoopback & {
  /** Every call so far, also those that were refused. */
  readonly asked: readonly Asked[];
  readonly refused: readonly Asked[];
  readonly messages: readonly Sms[];
  /** What lies in buckets, by bucket and key. */
  readonly objects: ReadonlyMap<string, unknown>;
  /** Numbers to which no SMS goes for now. */
  readonly outOfReach: Set<string>;
  /** Who hears what is said to doors. */
  readonly doors: Set<(topic: string, message: string) => void>;
};

const NO_SMS =
  '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>InvalidParameter</Code></Error></ErrorResponse>';

/**
 * As much of AWS as the functions use, on loopback: DynamoDB is the embedded engine, KMS, S3, SNS
 * and Secrets Manager answer for themselves, and IAM stands before all of them: who calls, by the key
 * that their process was started with, gets what their policy in the template allows.
 */
export async function startAws(options: AwsOptions): Promise<Aws> {
  const { place, engine, statementsOf, secrets, keys } = options;
  const asked: Asked[] = [];
  const refused: Asked[] = [];
  const messages: Sms[] = [];
  const s3 = openS3(place.partition);
  const outOfReach = new Set<string>();
  const doors: Aws['doors'] = new Set();
  const tableArn = (name: string): string =>
    `arn:${place.partition}:dynamodb:${place.region}:${place.account}:table/${name}`;

  function needsOfTable(operation: string, body: unknown): Need[] {
    if (operation === 'TransactWriteItems') {
      return TransactWrite.parse(body).TransactItems.flatMap((item) =>
        Object.entries(item).map(([kind, { TableName }]) => ({
          action: `dynamodb:${TRANSACTED[kind]}`,
          resource: tableArn(TableName),
        })),
      );
    }
    const names = operation.startsWith('Batch')
      ? Object.keys(Batch.parse(body).RequestItems)
      : [TableNamed.parse(body).TableName];
    return names.map((name) => ({ action: `dynamodb:${operation}`, resource: tableArn(name) }));
  }

  async function fromEngine(asked: Request): Promise<Answer> {
    const answer = await fetch(engine, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': asked.target,
        'x-amz-date': asked.date,
        authorization: asked.authorization,
      },
      body: asked.text,
    });
    const type = answer.headers.get('content-type') ?? JSON_1_1;
    return { status: answer.status, type, body: await answer.text() };
  }

  function fromKms(operation: string, { KeyId, Message = '' }: z.infer<typeof ByKey>): Answer {
    const key = keys.get(KeyId);
    if (key === undefined) return json({ __type: 'NotFoundException' }, 400);
    if (operation === 'GetPublicKey') {
      const der = createPublicKey(key.privateKey).export({ format: 'der', type: 'spki' });
      return json({ KeyId, PublicKey: der.toString('base64') });
    }
    const { d = '' } = key.privateKey.export({ format: 'jwk' });
    const scalar = BigInt(`0x${Buffer.from(d, 'base64url').toString('hex')}`);
    const signature = derSignature(signDigest(scalar, Buffer.from(Message, 'base64')));
    return json({ KeyId, Signature: signature.toString('base64') });
  }

  /** What is asked, of whom, and how it is answered where it is allowed. */
  function understand(
    service: string,
    asked: Request,
  ): { readonly needs: readonly Need[]; answer(): Answer | Promise<Answer> } {
    const { target, text } = asked;
    const operation = target.slice(target.indexOf('.') + 1);
    switch (service) {
      case 'dynamodb':
        return {
          needs: needsOfTable(operation, JSON.parse(text)),
          answer: () => fromEngine(asked),
        };
      case 'kms': {
        const body = ByKey.parse(JSON.parse(text));
        const needs = [{ action: `kms:${operation}`, resource: body.KeyId }];
        return { needs, answer: () => fromKms(operation, body) };
      }
      case 'secretsmanager': {
        const { SecretId } = BySecret.parse(JSON.parse(text));
        return {
          needs: [{ action: `secretsmanager:${operation}`, resource: SecretId }],
          answer: () => json({ ARN: SecretId, SecretString: secrets.get(SecretId) }),
        };
      }
      case 'sns': {
        const form = new URLSearchParams(text);
        const phone = form.get('PhoneNumber') ?? '';
        return {
          needs: [{ action: `sns:${form.get('Action')}`, resource: form.get('TopicArn') ?? phone }],
          answer: () => {
            if (outOfReach.has(phone)) return { status: 400, type: 'text/xml', body: NO_SMS };
            messages.push({ phone, text: form.get('Message') ?? '' });
            const body =
              '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
            return { status: 200, type: 'text/xml', body };
          },
        };
      }
      case 'iotdata': {
        const topic = decodeURIComponent(asked.path.replace(/^\/topics\/|\?.*$/g, ''));
        const resource = `arn:${place.partition}:iot:${place.region}:${place.account}:topic/${topic}`;
        return {
          needs: [{ action: 'iot:Publish', resource }],
          answer: () => {
            for (const hear of doors) hear(topic, text);
            return json({});
          },
        };
      }
      default:
        throw new TypeError(`nobody plays ${service} here`);
    }
  }

  /** A licensed sender of SMS, in China: its template and parameters. */
  const Provided = z.object({ phone: z.string(), parameters: z.record(z.string(), z.string()) });
  function deliver(text: string): Answer {
    const { phone, parameters } = Provided.parse(JSON.parse(text));
    messages.push({ phone, text: Object.values(parameters).join(' ') });
    return json({});
  }

  const ASKED_BY = /([^/=]+)\/\d+\/([^/]+)\/([^/]+)\//;
  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const bytes = Buffer.concat(chunks);
    const text = bytes.toString('utf8');
    const { url = '/', method = 'GET', headers } = request;
    if (url === SMS_PATH) return deliver(text);
    if (url.startsWith(WECHAT_PATH)) {
      return json(answerAsWeChat({ url, text }, (message) => messages.push(message)));
    }
    const authorization = headers.authorization ?? '';
    const ofS3 = await s3.understand({
      method,
      url: new URL(url, 'http://s3.example'),
      headers,
      body: bytes,
    });
    const credential = ofS3?.credential ?? authorization;
    const [, key, region, service = ''] = ASKED_BY.exec(credential) ?? [];
    if (region !== place.region) throw new TypeError(`asked in ${region}`);
    const by = [...statementsOf.keys()].find((name) => accessKeyOf(name) === key) ?? 'nobody';
    const { needs, answer } =
      ofS3 ??
      understand(service, {
        path: url,
        target: String(headers['x-amz-target'] ?? ''),
        date: String(headers['x-amz-date'] ?? ''),
        authorization,
        text,
      });
    const statements = statementsOf.get(by) ?? [];
    asked.push(...needs.map((need) => ({ by, ...need })));
    const denied = needs.filter((need) => !isAllowed(statements, need));
    if (denied.length === 0) return answer();
    refused.push(...denied.map((need) => ({ by, ...need })));
    return json({ __type: 'AccessDeniedException', message: 'not authorized' }, 400);
  }

  const server = createServer(async (request, response) => {
    const { status, type, body, headers } = await answerTo(request).catch((error) =>
      json({ __type: 'ValidationException', message: String(error) }, 400),
    );
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  const { objects } = s3;
  return {
    ...(await listenOnLoopback(server)),
    asked,
    refused,
    messages,
    objects,
    outOfReach,
    doors,
  };
}

/** Where the licensed sender of SMS is, at the same address. */
export const SMS_PATH = '/sms';
