import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What invitations refuse. */
export const VISITOR_ERRORS = {
  invitation_over: errorWords(
    '这份邀请已经结束或取消。',
    'This invitation has ended or was cancelled.',
    '请联系邀请您的人；到了门口也可以请门岗打电话问。',
    'Ask whoever invited you; the guard can ask them for you as well.',
  ),
  invitation_full: errorWords(
    '这份邀请的人数已满。',
    'As many as were invited have opened this link.',
    '请联系邀请您的人，再发一份。',
    'Ask whoever invited you for another link.',
  ),
  host_said_no: errorWords(
    '住户没有同意换到这部手机。',
    'The host did not agree to this phone.',
    '请用最先打开链接的手机，或联系邀请您的人。',
    'Use the phone that opened the link first, or ask whoever invited you.',
  ),
  too_many_invitations: errorWords(
    '今天发出的邀请到上限了。',
    'As many invitations were sent today as a household can send.',
    '请明天再发；人已到门口，请门岗登记。',
    'Send it tomorrow; if they are at the gate, the guard can ask you.',
  ),
  no_visitors_now: errorWords(
    '应急期间暂停访客。',
    'During the emergency there are no visitors.',
    '确有需要，请到门口找社区工作人员。',
    'If it cannot wait, go to the community worker at the gate.',
  ),
} as const satisfies Record<string, ErrorWords>;
