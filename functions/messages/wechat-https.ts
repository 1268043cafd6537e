import * as z from 'zod';
import type {
  NotificationContent,
  NotificationTemplate,
} from '../../shared/messages/notifications.ts';
import { sentenceOf, templateParameters } from '../../shared/notifications/sentences.ts';
import type { Clock } from '../platform/clock.ts';
import type { MessageLink, WeChatMessages } from './message.ts';

/** Whoever is silent is asked again by the next try. */
const LONGEST_ANSWER_MS = 5_000;
/** A token is renewed this long before it ends, so that none ends on its way. */
const RENEWED_BEFORE_MS = 5 * 60_000;
/** What a field called `thing…` takes; a longer one is refused. */
const THING_LENGTH = 20;

/** A template of the service account: its id, and which of its fields takes what of ours. */
export const WeChatTemplate = z.object({
  id: z.string().min(1),
  /** Our parameter, or `sentence` for all of it → the field, such as `thing1`. */
  fields: z.record(z.string(), z.string()),
});
export type WeChatTemplate = z.infer<typeof WeChatTemplate>;

export type WeChatOptions = {
  /** Where WeChat answers: https://api.weixin.qq.com. */
  readonly url: string;
  readonly appId: string;
  readonly secret: string;
  /** Templates that the service account has; what is not here is not sent by it. */
  readonly templates: Readonly<Partial<Record<NotificationTemplate, WeChatTemplate>>>;
  /** Where our pages are. */
  readonly origin: string;
  readonly clock: Clock;
};

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const Answer = z.object({ errcode: z.number().optional() });

/** They follow no more, never did, or let themselves be told nothing. */
const GONE = [40_003, 43_004, 43_101];
/** The token was renewed elsewhere, or ended early. */
const TOKEN_OVER = [40_001, 40_014, 42_001];

const PAGES = { resident: '/resident/#', manager: '/manager' } as const;

/**
 * Template messages by WeChat. The token is asked for as a stable one, which stays good though
 * several processes ask, and is kept until shortly before it ends.
 */
export function createWeChatMessages(options: WeChatOptions): WeChatMessages {
  const { url, appId: appid, secret, templates, origin, clock } = options;
  let kept: { readonly token: string; readonly until: number } | undefined;

  async function post(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
    });
    if (!answer.ok) throw new Error(`WeChat answered ${answer.status}`);
    return answer.json();
  }

  async function tokenNow({ anew = false } = {}): Promise<string> {
    if (!anew && kept !== undefined && clock() < kept.until) return kept.token;
    const grant_type = 'client_credential';
    const body = { grant_type, appid, secret, force_refresh: anew };
    const answered = await post('/cgi-bin/stable_token', body);
    const read = Token.safeParse(answered).data;
    if (read === undefined) {
      throw new Error(`WeChat gave no token: ${Answer.parse(answered).errcode}`);
    }
    const until = clock() + read.expires_in * 1_000 - RENEWED_BEFORE_MS;
    kept = { token: read.access_token, until };
    return kept.token;
  }

  async function sendWith(token: string, message: unknown): Promise<number> {
    const path = `/cgi-bin/message/template/send?access_token=${encodeURIComponent(token)}`;
    return Answer.parse(await post(path, message)).errcode ?? 0;
  }

  return {
    send: async (openId, said, link) => {
      const template = templates[said.template];
      if (template === undefined) return 'gone';
      const message = {
        touser: openId,
        template_id: template.id,
        ...(link === undefined ? {} : { url: addressOf(origin, link) }),
        data: dataOf(said, template),
      };
      let code = await sendWith(await tokenNow(), message);
      if (TOKEN_OVER.includes(code)) code = await sendWith(await tokenNow({ anew: true }), message);
      if (GONE.includes(code)) return 'gone';
      if (code !== 0) throw new Error(`WeChat refused a message: ${code}`);
      return 'sent';
    },
  };
}

const addressOf = (origin: string, { page, path }: MessageLink): string =>
  `${origin}${PAGES[page]}${path}`;

function dataOf(said: NotificationContent, { fields }: WeChatTemplate) {
  const given: Readonly<Record<string, string>> = {
    ...templateParameters(said),
    sentence: sentenceOf(said, 'zh'),
  };
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const text = given[name] ?? '诉求';
      const value = field.startsWith('thing') ? [...text].slice(0, THING_LENGTH).join('') : text;
      return [field, { value }];
    }),
  );
}
