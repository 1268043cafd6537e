import { html } from 'hono/html';
import type { InboxMessage } from '../../functions/messages/index.ts';
import { NotificationContent } from '../../shared/messages/notifications.ts';
import { sentenceOf } from '../../shared/notifications/sentences.ts';
import type { Demo } from './demo.ts';

/** Often enough to see a code arrive. */
const REFRESH_MS = 3_000;

/**
 * Brings what has arrived onto the open inbox. The page itself is never loaded again under its
 * reader: whoever listens to it, or has just selected a code, stays where they are.
 */
export const INBOX_SCRIPT = `setInterval(async () => {
  try {
    const answer = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [now, next] = [document, fresh].map((page) => page.querySelector('.messages'));
    if (now && next && now.innerHTML !== next.innerHTML) now.replaceWith(next);
  } catch {}
}, ${REFRESH_MS});
`;

export type Rendered = ReturnType<typeof html>;

export function document(title: string, body: Rendered, script?: string): Rendered {
  const again = script === undefined ? '' : html`<script type="module" src="${script}"></script>`;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${again}
        <title>${title}</title>
        <link rel="stylesheet" href="/dev/look.css" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`;
}

export function indexPage(demo: Demo): Rendered {
  const people = demo.residents.map(
    ({ phone, who }) =>
      html`<li class="row"><span>${who}</span><span class="number">${phone}</span></li>`,
  );
  return document(
    '小区码',
    html`<h1>小区码</h1>
      <p class="muted">本机演示 · running on this machine</p>
      <ul>
        <li><a href="/resident/">住户页 · resident page</a></li>
        <li><a href="/guard/">门岗页 · guard page</a></li>
        <li><a href="/manager/">管理页 · manager's page</a></li>
        <li><a href="/dev/inbox">收件箱 · inbox</a></li>
        <li><a href="/dev/api">接口说明 · API reference</a></li>
      </ul>
      <h2>住户 · residents</h2>
      <ul>
        ${people}
      </ul>
      <h2>员工 · staff</h2>
      <ul>
        <li class="row"><span>保安 guard</span><span class="number">${demo.guard.phone}</span></li>
        <li class="row">
          <span>物业经理 manager</span><span class="number">${demo.manager.phone}</span>
        </li>
      </ul>
      <p class="muted">门岗的登记码印在终端里。Enrolment codes are printed in the terminal.</p>`,
  );
}

/** Shanghai's clock, whatever the machine's. */
const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });
/** How it came; an SMS needs no word. */
const WAYS = {
  sms: '',
  call: html`<span>电话 · call</span>`,
  wechat: html`<span>微信 · WeChat</span>`,
  push: html`<span>推送 · push</span>`,
};
const PAGE_NAMES = { resident: '住户页', guard: '门岗页', manager: '管理页' };

function words({ template, parameters }: InboxMessage): Rendered {
  if (template === 'sign_in_code') {
    return html`<div class="code" lang="zh-CN">${String(parameters.code)}</div>
      <div>验证码，${String(parameters.minutes)} 分钟内有效，不要告诉任何人。</div>
      <div class="muted">One-time code, good for ${String(parameters.minutes)} minutes.</div>`;
  }
  const told = NotificationContent.safeParse({ template, parameters }).data;
  if (told !== undefined) {
    return html`<div>${sentenceOf(told, 'zh')}</div>
      <div class="muted">${sentenceOf(told, 'en')}</div>`;
  }
  const page = Object.entries(PAGE_NAMES).find(([audience]) => audience === parameters.audience);
  return html`<div>此号码未在${page?.[1] ?? '本系统'}登记。请联系物业登记，进门可走人工通道。</div>
    <div class="muted">This number is not registered. Ask the property office; the no-phone lane stays open.</div>`;
}

export function inboxPage(messages: readonly InboxMessage[]): Rendered {
  const items = messages.map(
    (message) =>
      html`<li>
        <div class="row muted">
          <span class="number">${message.phone}</span>
          ${WAYS[message.by]}
          <time class="number" datetime="${new Date(message.sentAt).toISOString()}"
            >${TIME.format(message.sentAt)}</time
          >
        </div>
        ${words(message)}
      </li>`,
  );
  const empty = html`<div class="card">
    还没有短信。在登录页填手机号、点“获取验证码”，这里就会出现。
    <div class="muted">Nothing yet. Ask for a code on a sign-in page and it appears here.</div>
  </div>`;
  return document(
    '收件箱 · inbox',
    html`<h1>收件箱</h1>
      <p class="muted">代替所有手机的短信、电话和微信，自动刷新 · stands in for everybody's phone</p>
      <div class="messages">${items.length === 0 ? empty : html`<ul>${items}</ul>`}</div>
      <a href="/">返回 · back</a>`,
    '/dev/inbox.js',
  );
}
