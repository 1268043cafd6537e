import { readInbox } from '../../functions/messages/index.ts';
import { LOCAL_WECHAT } from '../../functions/messages/wechat-accounts-local.ts';
import type { Table } from '../../functions/platform/table.ts';
import { servePage } from '../pages/page-files.ts';
import { API_DESCRIPTION, functionFor } from '../paths.ts';
import { type PhotoOrigins, pageHeaders } from '../security-headers.ts';
import type { Demo } from './demo.ts';
import type { FunctionModules } from './function-modules.ts';
import { INBOX_SCRIPT, inboxPage, indexPage } from './local-pages.ts';
import { LOOK } from './look.ts';
import { referencePage } from './reference-page.ts';
import type { Answering } from './server.ts';
import { weChatPage } from './wechat-page.ts';

const MESSAGES_SHOWN = 50;

type Parts = {
  readonly functions: FunctionModules;
  readonly table: Table;
  readonly webDir: string;
  readonly demo: Demo;
  /** Where photos are put and looked at. */
  readonly photos: PhotoOrigins;
};

function page(type: string, body: string, status = 200): Response {
  const headers = { ...pageHeaders(), 'content-type': type, 'cache-control': 'no-store' };
  return new Response(body, { status, headers });
}
const HTML = 'text/html; charset=utf-8';

/** All that one origin serves: the functions by path, the built pages, and the machine's own pages. */
export function createAnswering({ functions, table, webDir, demo, photos }: Parts): Answering {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === API_DESCRIPTION)
      return (await servePage(webDir, pathname, photos)) ?? page(HTML, '', 404);
    // Any of the functions says in its own words that there is no such call.
    const name = functionFor(pathname) ?? (pathname.startsWith('/api/') ? 'keys' : undefined);
    if (name !== undefined) return functions.apps[name].fetch(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') return page(HTML, '', 405);
    switch (pathname) {
      case '/':
        return page(HTML, String(await indexPage(demo)));
      case '/dev/inbox':
        return page(HTML, String(await inboxPage(await readInbox(table, MESSAGES_SHOWN))));
      case '/dev/inbox.js':
        return page('text/javascript; charset=utf-8', INBOX_SCRIPT);
      case LOCAL_WECHAT:
        return page(HTML, String(await weChatPage(new URL(request.url))));
      case '/dev/api':
        return page(HTML, String(referencePage()));
      case '/dev/look.css':
        return page('text/css; charset=utf-8', LOOK);
      default:
        return (
          (await servePage(webDir, pathname, photos)) ??
          page(
            HTML,
            '<meta charset="utf-8"><p>没有这个页面。<a href="/">返回首页</a> · No such page.</p>',
            404,
          )
        );
    }
  };
}
