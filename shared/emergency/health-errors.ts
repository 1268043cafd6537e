import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What is refused of a health status, while there is one. */
export const HEALTH_ERRORS = {
  too_much_evidence: errorWords(
    '这个人的记录已满。',
    'The record of this person is full.',
    '请由社区核对后再记录。',
    'Have the community check it first.',
  ),
  feed_not_known: errorWords(
    '无法核验这份数据的来源。',
    'The source of this data is not known.',
    '请用启动文件登记的密钥签名后再发送。',
    'Sign it by the key that the declaration names.',
  ),
} as const satisfies Record<string, ErrorWords>;
