import * as z from 'zod';
import { endpoint } from './endpoint.ts';

/** Whether messages can go by WeChat here at all, and since when they go to whoever asks. */
export const WeChatBinding = z.object({
  offered: z.boolean(),
  boundAt: z.number().int().optional(),
});
export type WeChatBinding = z.infer<typeof WeChatBinding>;

/** What WeChat hands back by way of the page. */
export const WeChatReturn = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  state: z.string().regex(/^[0-9a-f]{32}$/),
});
export type WeChatReturn = z.infer<typeof WeChatReturn>;

/** Where to go to, in the same window. */
const Asking = z.object({ goTo: z.url() });
/** Whether this WeChat was bound to somebody else until now. */
const Bound = z.object({ tookOver: z.boolean() });

const BASE = { resident: '/api/v1/resident/wechat', staff: '/api/v1/manager/wechat' } as const;

export const readWeChat = endpoint({ method: 'GET', path: BASE.resident, answer: WeChatBinding });
/** One asking at a time: a newer one ends the one before. */
export const askWeChat = endpoint({
  method: 'POST',
  path: `${BASE.resident}/askings`,
  answer: Asking,
});
/** Where WeChat leads a resident back to: on to the page, with what it said. */
export const returnFromWeChat = endpoint({
  method: 'GET',
  path: `${BASE.resident}/return`,
  leadsOn: true,
});
export const bindWeChat = endpoint({
  method: 'PUT',
  path: BASE.resident,
  body: WeChatReturn,
  answer: Bound,
});
export const unbindWeChat = endpoint({ method: 'DELETE', path: BASE.resident });

/** The same for staff, who come back to the console at once. */
export const readStaffWeChat = endpoint({ method: 'GET', path: BASE.staff, answer: WeChatBinding });
export const askStaffWeChat = endpoint({
  method: 'POST',
  path: `${BASE.staff}/askings`,
  answer: Asking,
});
export const bindStaffWeChat = endpoint({
  method: 'PUT',
  path: BASE.staff,
  body: WeChatReturn,
  answer: Bound,
});
export const unbindStaffWeChat = endpoint({ method: 'DELETE', path: BASE.staff });
