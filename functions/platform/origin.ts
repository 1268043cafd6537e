import type { IncomingRequest } from './incoming-request.ts';

const READS = ['GET', 'HEAD'];
const OUR_COOKIE = /(?:^|;\s*)__Host-xq-/;

/**
 * Whether a write comes from a page of ours. A browser names the page's origin on every write, so
 * another site's form can neither act with a resident's cookies nor sign them in as somebody else.
 * Without cookies and without an origin it is no browser's doing: a gate device, a program.
 */
export function isFromOurPages(
  request: IncomingRequest,
  publicOrigin: string | undefined,
): boolean {
  if (READS.includes(request.method)) return true;
  const origin = request.header('origin');
  if (origin === undefined) return !OUR_COOKIE.test(request.header('cookie') ?? '');
  const host = request.header('host');
  return (
    origin === publicOrigin ||
    (host !== undefined && (origin === `https://${host}` || origin === `http://${host}`))
  );
}
