import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What is refused of the end of an emergency. */
export const DESTRUCTION_ERRORS = {
  not_certified_yet: errorWords(
    '销毁还没有完成，证书还没有签发。',
    'The destruction is not complete; there is no certificate yet.',
    '请等证书签发后再来见证，一般只需几分钟。',
    'Come back once it is signed; this usually takes a few minutes.',
  ),
  witness_had_a_part: errorWords(
    '您参与过这次应急响应的启动、续期或终止，不能见证它的销毁。',
    'You had a part in declaring, renewing or ending this emergency, so you cannot be its witness.',
    '请由没有参与的审计人员来见证。',
    'Ask an auditor who had no part in it.',
  ),
} as const satisfies Record<string, ErrorWords>;
