import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { Need } from './policy.ts';

/** What comes to S3, with the bucket in its path. */
export type S3Request = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};
export type S3Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};
/** Who asks, by which key, what they need for it, and what they get where they may. */
export type Understood = {
  readonly credential: string;
  readonly needs: readonly Need[];
  answer(): S3Answer;
};

type Kept = {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly disposition?: string;
};

const xml = (status: number, body: string): S3Answer => ({ status, type: 'application/xml', body });
const refusal = (status: number, code: string): S3Answer =>
  xml(status, `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
const tagOf = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`;
const header = (headers: IncomingHttpHeaders, name: string): string => String(headers[name] ?? '');

const Policy = z.object({ expiration: z.iso.datetime(), conditions: z.array(z.unknown()) });
const LengthRange = z.tuple([z.literal('content-length-range'), z.number(), z.number()]);

/** Of a form: what it is allowed, which whoever signed it wrote down. */
function allowedBy(form: FormData, file: File): S3Answer | undefined {
  const text = Buffer.from(String(form.get('Policy')), 'base64').toString('utf8');
  const policy = Policy.parse(JSON.parse(text));
  if (Date.parse(policy.expiration) <= Date.now()) return refusal(403, 'AccessDenied');
  const range = policy.conditions.map((one) => LengthRange.safeParse(one).data).find(Boolean);
  if (range === undefined || file.size < range[1]) return refusal(400, 'EntityTooSmall');
  return file.size > range[2] ? refusal(400, 'EntityTooLarge') : undefined;
}

/** As much of S3 as the files of photos need: forms, signed addresses, reading, copying, removing. */
export function openS3(partition: string) {
  const objects = new Map<string, Kept>();
  const arn = (path: string): string => `arn:${partition}:s3:::${path}`;
  const need = (action: string, path: string): Need => ({
    action: `s3:${action}`,
    resource: arn(path),
  });

  async function formOf({ method, url, headers, body }: S3Request): Promise<FormData | undefined> {
    const type = header(headers, 'content-type');
    if (method !== 'POST' || !type.startsWith('multipart/form-data')) return undefined;
    const request = new Request(url, {
      method,
      headers: { 'content-type': type },
      body: new Uint8Array(body),
    });
    return request.formData();
  }

  async function put(bucket: string, form: FormData): Promise<Understood> {
    const path = `${bucket}/${form.get('key')}`;
    const file = form.get('file');
    if (!(file instanceof File)) throw new TypeError('a form without a file');
    const bytes = new Uint8Array(await file.arrayBuffer());
    return {
      credential: String(form.get('X-Amz-Credential')),
      needs: [need('PutObject', path)],
      answer: () => {
        const refused = allowedBy(form, file);
        if (refused !== undefined) return refused;
        objects.set(path, { bytes, type: 'binary/octet-stream' });
        return xml(204, '');
      },
    };
  }
  function get(path: string, headers: IncomingHttpHeaders): Pick<Understood, 'needs' | 'answer'> {
    const found = objects.get(path);
    const [bucket = ''] = path.split('/');
    if (found === undefined) {
      return {
        needs: [need('GetObject', path), need('ListBucket', bucket)],
        answer: () => refusal(404, 'NoSuchKey'),
      };
    }
    const [, last] = /^bytes=0-([0-9]+)$/.exec(header(headers, 'range')) ?? [];
    const bytes = found.bytes.subarray(0, last === undefined ? undefined : Number(last) + 1);
    return {
      needs: [need('GetObject', path)],
      answer: () => ({
        status: last === undefined ? 200 : 206,
        type: found.type,
        body: bytes,
        headers: {
          etag: tagOf(found.bytes),
          ...(found.disposition === undefined ? {} : { 'content-disposition': found.disposition }),
        },
      }),
    };
  }

  function copy(path: string, headers: IncomingHttpHeaders): Pick<Understood, 'needs' | 'answer'> {
    const from = decodeURIComponent(header(headers, 'x-amz-copy-source'));
    return {
      needs: [need('GetObject', from), need('PutObject', path)],
      answer: () => {
        const source = objects.get(from);
        if (source === undefined) return refusal(404, 'NoSuchKey');
        if (tagOf(source.bytes) !== header(headers, 'x-amz-copy-source-if-match'))
          return refusal(412, 'PreconditionFailed');
        objects.set(path, {
          bytes: source.bytes,
          type: header(headers, 'content-type'),
          disposition: header(headers, 'content-disposition'),
        });
        return xml(200, '<CopyObjectResult><ETag>"1"</ETag></CopyObjectResult>');
      },
    };
  }

  return {
    objects,
    /** What is asked of S3 by a form, a signed address or a client of its own; undefined for others. */
    understand: async (request: S3Request): Promise<Understood | undefined> => {
      const { method, url, headers } = request;
      const path = decodeURIComponent(url.pathname.slice(1));
      const form = await formOf(request);
      if (form !== undefined) return put(path.replace(/\/$/, ''), form);
      const signed = url.searchParams.get('X-Amz-Credential');
      const [, stated] = /Credential=([^,]+)/.exec(header(headers, 'authorization')) ?? [];
      const credential = signed ?? stated ?? '';
      if (!credential.includes('/s3/')) return undefined;
      if (method === 'GET') return { credential, ...get(path, headers) };
      if (method === 'PUT') return { credential, ...copy(path, headers) };
      return {
        credential,
        needs: [need('DeleteObject', path)],
        answer: () => {
          objects.delete(path);
          return xml(204, '');
        },
      };
    },
  };
}
