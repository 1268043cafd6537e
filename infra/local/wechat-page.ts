import { html } from 'hono/html';
import { document, type Rendered } from './local-pages.ts';

/** Whom this machine's WeChat knows, each under a name of its own (functions/messages/wechat-accounts-local.ts). */
const KNOWN = { jia: '甲的微信 · the first WeChat', yi: '乙的微信 · the second WeChat' };

/** Stands in for WeChat's own question: it leads back with a code, to this machine alone. */
export function weChatPage({ origin, searchParams }: URL): Rendered {
  const asked = URL.parse(searchParams.get('redirect_uri') ?? '', origin);
  const to = asked?.origin === origin ? asked : new URL('/', origin);
  const back = (name: string): string => {
    const said = { code: `local-${name}`, state: searchParams.get('state') ?? '' };
    return `${to.origin}${to.pathname}?${new URLSearchParams(said)}`;
  };
  const people = Object.entries(KNOWN).map(
    ([name, who]) => html`<li><a href="${back(name)}">${who}</a></li>`,
  );
  return document(
    '微信 · WeChat',
    html`<h1>微信</h1>
      <p class="muted">
        代替微信：真的微信不问，直接带回来。选是谁的微信 · stands in for WeChat, which would not even ask
      </p>
      <ul>
        ${people}
      </ul>`,
  );
}
