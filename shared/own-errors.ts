type Words = { readonly zh: string; readonly en: string };
export type ErrorWords = { readonly says: Words; readonly next: Words };

export const errorWords = (zh: string, en: string, nextZh: string, nextEn: string): ErrorWords => ({
  says: { zh, en },
  next: { zh: nextZh, en: nextEn },
});

/** What a page can find by itself, without an answer of the server's: it carries these words and no others. */
export const OWN_ERRORS = {
  invalid_input: errorWords(
    '填写的内容不完整或格式不对。',
    'Something is missing or not in the right form.',
    '请按提示修改后再提交，已填的内容还在。',
    'Correct the marked field and send again; what you typed is kept.',
  ),
  device_lost: errorWords(
    '这部手机已挂失，上面的通行码都清掉了。',
    'This phone was reported lost; its passes are removed.',
    '找回来了请重新登录；现在要进门，走人工通道，说门牌号和姓氏。',
    'If you have found it, sign in again; to get in now, use the no-phone lane and say your house and surname.',
  ),
  fault: errorWords(
    '系统没有回应。',
    'The system did not answer.',
    '请稍后再试；急着进门请走人工通道。',
    'Try again shortly; to get in now, use the no-phone lane.',
  ),
} as const satisfies Record<string, ErrorWords>;
