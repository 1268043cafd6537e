import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { PAGES } from '../pages.ts';
import { guardPageHeaders, type PhotoOrigins, pageHeaders } from '../security-headers.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
};

/** A built file whose name changes with its content may be kept for ever. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

async function readable(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return undefined;
  }
}

const BARE_PAGE = new RegExp(`^/(${PAGES.join('|')})$`);
const ADDRESS_OF_PAGE = new RegExp(`^/(${PAGES.join('|')})(?:/[^.]*)?$`);

/** A page's own addresses (`/resident/wallet`) are all its one document. */
function documentOf(path: string): string | undefined {
  const [, page] = ADDRESS_OF_PAGE.exec(path) ?? [];
  return page === undefined ? undefined : `/${page}/index.html`;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Serves what was built, with the headers that every place serving pages uses. */
export async function servePage(
  webDir: string,
  path: string,
  photos?: PhotoOrigins,
): Promise<Response | undefined> {
  const asked = decoded(path);
  if (asked === undefined) return undefined;
  if (BARE_PAGE.test(asked)) {
    return new Response(null, { status: 308, headers: { location: `${asked}/` } });
  }
  const file = normalize(join(webDir, documentOf(asked) ?? asked));
  if (!file.startsWith(webDir + sep)) return undefined;
  const type = CONTENT_TYPES[extname(file)];
  const bytes = type === undefined ? undefined : await readable(file);
  if (type === undefined || bytes === undefined) return undefined;
  return new Response(bytes, {
    headers: {
      ...(asked.startsWith('/guard/') ? guardPageHeaders() : pageHeaders(photos)),
      'content-type': type,
      'cache-control': HASHED.test(asked) ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}
