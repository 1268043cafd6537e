import type { DiskPhotos } from '../../functions/photos/photo-files-disk.ts';
import { MOST_PHOTO_BYTES } from '../../shared/photo/photo-file.ts';
import { PHOTO_HEADERS } from '../security-headers.ts';
import type { Answering } from './server.ts';

/** What stands around the file in a form. */
const FORM_BYTES = 8 * 1024;

const STATUS = { AccessDenied: 403, EntityTooLarge: 400, MissingContentLength: 411 } as const;

/** As S3 refuses: a code and nothing else. */
const refused = (code: keyof typeof STATUS, headers: Record<string, string>): Response =>
  new Response(`<Error><Code>${code}</Code></Error>`, {
    status: STATUS[code],
    headers: { ...headers, 'content-type': 'application/xml' },
  });

/**
 * The storage of photos on one machine, at an address of its own: forms put files there, signed
 * addresses show those that count.
 * @param pagesOrigin whose pages may put files there, and read the answer
 */
export function answerPhotos(
  files: Pick<DiskPhotos, 'put' | 'look'>,
  pagesOrigin: string,
  now: () => number,
): Answering {
  const shared = { ...PHOTO_HEADERS, 'access-control-allow-origin': pagesOrigin };
  return async (request) => {
    const { method, headers } = request;
    // A page that shows how far an upload is asks first.
    if (method === 'OPTIONS') {
      const allowed = { 'access-control-allow-methods': 'POST', 'access-control-max-age': '3600' };
      return new Response(null, { status: 204, headers: { ...shared, ...allowed } });
    }
    if (method === 'POST') {
      const length = headers.get('content-length');
      if (length === null) return refused('MissingContentLength', shared);
      if (Number(length) > MOST_PHOTO_BYTES + FORM_BYTES) return refused('EntityTooLarge', shared);
      const form = await request.formData().catch(() => undefined);
      const put = form === undefined ? 'AccessDenied' : await files.put(form, now());
      return put === 'stored'
        ? new Response(null, { status: 204, headers: shared })
        : refused(put, shared);
    }
    const found = method === 'GET' ? await files.look(new URL(request.url), now()) : undefined;
    if (found === undefined) return refused('AccessDenied', shared);
    return new Response(found.bytes, {
      headers: { ...shared, 'content-type': found.type, 'cache-control': 'private, max-age=300' },
    });
  };
}
