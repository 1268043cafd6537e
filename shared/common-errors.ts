import type { ErrorCode } from './error-codes.ts';
import { type ErrorWords, errorWords, OWN_ERRORS } from './own-errors.ts';

/**
 * Refusals that any app can give: a stable code, a plain sentence, and what to do next, in both
 * languages. What only some apps give has its words in a file of its own, which they bring along.
 */
export const COMMON_ERRORS = {
  ...OWN_ERRORS,
  body_too_large: errorWords(
    '提交的内容太大。',
    'What was sent is too large.',
    '请减少内容后再提交。',
    'Send less at a time.',
  ),
  not_found: errorWords('没有找到。', 'Not found.', '请检查地址。', 'Check the address.'),
  not_signed_in: errorWords(
    '还没有登录。',
    'You are not signed in.',
    '请先登录。',
    'Sign in first.',
  ),
  session_expired: errorWords(
    '登录已过期。',
    'Your sign-in has ended.',
    '请重新登录，手机上的通行码不受影响。',
    'Sign in again; the code on this phone keeps working.',
  ),
  session_reused: errorWords(
    '这次登录在别处被用过，为安全已退出。',
    'This sign-in was used elsewhere and was ended to be safe.',
    '请重新登录。',
    'Sign in again.',
  ),
  purpose_refused: errorWords(
    '您的岗位不能为这个用途查看这些资料。',
    'Your role may not read this for that purpose.',
    '请换一个符合岗位的用途，或请有权限的同事查看。',
    'Choose a purpose of your role, or ask a colleague who may.',
  ),
  not_permitted: errorWords(
    '您没有这项权限。',
    'You may not do this.',
    '如有需要，请联系物业。',
    'If you need it, ask the property office.',
  ),
  origin_refused: errorWords(
    '请求来自别的网站。',
    'The request came from another site.',
    '请从本系统的页面操作。',
    "Use this system's own page.",
  ),
  wrong_code: errorWords(
    '验证码不对或已过期。',
    'That code is wrong or has expired.',
    '请核对短信里的 6 位数字，或重新获取。',
    'Check the 6 digits in the message, or ask for a new code.',
  ),
  too_many_attempts: errorWords(
    '试错次数太多。',
    'Too many wrong tries.',
    '请重新获取验证码。',
    'Ask for a new code.',
  ),
  too_many_codes: errorWords(
    '获取验证码太频繁。',
    'Too many codes were asked for.',
    '请稍后再试；急着进门请走人工通道。',
    'Try again later; to get in now, use the no-phone lane.',
  ),
  enrolment_code_invalid: errorWords(
    '登记码不对、已用过或已过期。',
    'That enrolment code is wrong, used or expired.',
    '请物业经理重新给一个登记码。',
    'Ask the property manager for a new one.',
  ),
  too_many_enrolment_attempts: errorWords(
    '登记试错太多次。',
    'Too many wrong enrolment codes.',
    '请过一小时再试。',
    'Try again in an hour.',
  ),
  device_signature_invalid: errorWords(
    '门岗设备的签名无效。',
    "The gate device's signature is not valid.",
    '请重新登记这台设备。',
    'Enrol this device again.',
  ),
  device_clock_off: errorWords(
    '设备时间不准。',
    "The device's clock is off.",
    '页面会自动校准后重试。',
    'The page corrects it and tries again.',
  ),
  device_not_enrolled: errorWords(
    '这台设备已不属于这个门岗。',
    'This device no longer belongs to the gate.',
    '请物业经理重新登记，期间请人工核实。',
    'Have the manager enrol it again; check by hand meanwhile.',
  ),
  shift_not_open: errorWords(
    '这个班次已结束。',
    'This shift has ended.',
    '请重新开始当班。',
    'Start a shift again.',
  ),
  relief_not_proven: errorWords(
    '这次接班没有被确认。',
    'This relief could not be confirmed.',
    '请联网后用手机号重新登录当班；扫码和放行记录都在。',
    'Go online and sign in by phone; scans and openings are all kept.',
  ),
  device_key_limit: errorWords(
    '这位住户登记的手机太多。',
    'This resident has too many phones registered.',
    '请先移除一台不用的手机。',
    'Remove a phone that is no longer used.',
  ),
  number_waiting: errorWords(
    '这个手机号很久没用过，要确认是您本人。',
    'This number was silent for long; somebody has to confirm that it is yours.',
    '请同住的家人在他们的页面上点“是”，或请物业确认；现在要进门，走人工通道，说门牌号和姓氏。',
    'Ask somebody at home to tap “Yes” on their page, or the property office; to get in now, use the no-phone lane and say your house and surname.',
  ),
  own_number_needed: errorWords(
    '这个手机号登记在两位成年人名下，分不清是谁。',
    'This number is registered for two adults, so it does not tell which of them you are.',
    '请先请物业给您登记您自己的手机号。',
    'Ask the property office to record a number of your own first.',
  ),
  too_many_tries: errorWords(
    '试的次数太多。',
    'That was tried too often.',
    '请稍后再试，或请物业帮忙。',
    'Try again later, or ask the property office.',
  ),
  too_many_proxies: errorWords(
    '代办人已经有五位。',
    'There are five proxies already.',
    '请先结束一位。',
    'End one of them first.',
  ),
  pass_suspended: errorWords(
    '通行码已暂停。',
    'This pass is suspended.',
    '请联系物业恢复；进门请走人工通道。',
    'Ask the property office to resume it; to get in, use the no-phone lane.',
  ),
  pass_revoked: errorWords(
    '这台手机上的通行码已注销。',
    "This phone's pass was withdrawn.",
    '请联系物业补办；进门请走人工通道。',
    'Ask the property office for a new one; to get in, use the no-phone lane.',
  ),
  link_unknown: errorWords(
    '这个链接不对，可能没有复制完整。',
    'This link is not right. Part of it may be missing.',
    '请把收到的链接整个复制再打开；还是不行，请联系发链接的社区工作人员。',
    'Copy the whole link and open it again, or ask the community worker who sent it.',
  ),
  link_expired: errorWords(
    '这个链接已过期。',
    'This link has ended.',
    '请直接联系发链接的社区工作人员。',
    'Please contact the community worker who sent it.',
  ),
  wechat_over: errorWords(
    '这一次没有绑定上：微信给的凭据已经过期或用过。',
    'Not linked this time: what WeChat gave is over or was used.',
    '请再点一次“绑定微信”。',
    'Tap “Link WeChat” once more.',
  ),
  state_conflict: errorWords(
    '状态已被别人改过。',
    'Someone else has changed this meanwhile.',
    '请刷新后再看。',
    'Reload and look again.',
  ),
} as const satisfies Partial<Record<ErrorCode, ErrorWords>>;
