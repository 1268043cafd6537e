import type { Outcome, Reason } from './outcomes.ts';

type Words = { readonly zh: string; readonly en: string };
export type ReasonWords = {
  readonly guard: Words;
  readonly guardNext: Words;
  readonly resident: Words;
  readonly residentNext: Words;
};

/** The one big word of a verdict. */
export const OUTCOME_WORDS = {
  allow: { zh: '放行', en: 'Let in' },
  ask: { zh: '请核实', en: 'Check' },
  deny: { zh: '此码不可用', en: "This code can't be used" },
} as const satisfies Record<Outcome, Words>;

const both = (zh: string, en: string): Words => ({ zh, en });

const TO_THE_LANE = both('走人工通道', 'Use the no-phone lane');
const TAKE_THE_LANE = both('请走人工通道', 'Please use the no-phone lane');
const LOOK = both('看一眼是本人即可放行', 'If it is the person, let them in');
const SHOW_YOURSELF = both('请让门岗看一眼', 'Let the guard take a look');

const NO_CODE_OF_OURS: ReasonWords = {
  guard: both('不是本系统的有效码', 'Not a valid code'),
  guardNext: TO_THE_LANE,
  resident: both('不是本系统的有效码', 'This is not a valid code'),
  residentNext: TAKE_THE_LANE,
};

const NOT_ACTIVE: ReasonWords = {
  guard: both('此码暂不可用', 'Not active'),
  guardNext: both(
    '核实是住户即可放行；其他人走人工通道',
    'Confirm the resident, then let in; anyone else: no-phone lane',
  ),
  resident: both('此码暂不可用', 'Your code is not active'),
  residentNext: both('点此恢复，或走人工通道', 'Tap to restore it, or use the no-phone lane'),
};

const USED_UP: ReasonWords = {
  guard: both('次数已用完', 'Used up'),
  guardNext: TO_THE_LANE,
  resident: both('次数已用完', 'Used up'),
  residentNext: both(
    '请联系邀请人，或走人工通道',
    'Ask whoever invited you, or use the no-phone lane',
  ),
};

const CHECK_BY_HAND: ReasonWords = {
  guard: both('系统没有回应', 'No answer'),
  guardNext: both('请人工核实', 'Check by hand'),
  resident: both('系统没有回应', 'The system did not answer'),
  residentNext: both('请让门岗核实', 'Let the guard check'),
};

/**
 * What is said of a reason, and what to do next: to the guard, and to whoever shows the code. It
 * is always the code that is refused, never the person, and every refusal names a way in that
 * needs no manager.
 */
export const REASON_WORDS: Readonly<Record<Reason, ReasonWords>> = {
  ok: {
    guard: both('放行', 'Let in'),
    guardNext: both('扫下一位', 'Next, please'),
    resident: both('请进', 'Welcome'),
    residentNext: both('请进', 'Come in'),
  },
  look_and_confirm: {
    guard: both('看一眼是不是本人', 'Look: is it the person?'),
    guardNext: both('是本人', 'It is'),
    resident: SHOW_YOURSELF,
    residentNext: SHOW_YOURSELF,
  },
  stale_code: {
    guard: both('码已过期', 'Old code'),
    guardNext: both(
      '请对方刷新；打不开就走人工通道',
      'Ask for the live one; if it will not open: no-phone lane',
    ),
    resident: both('码已过期', 'This code is old'),
    residentNext: both(
      '请打开页面，等新码出现；打不开就走人工通道',
      'Open the page and wait for the new code, or use the no-phone lane',
    ),
  },
  clock_off: {
    guard: both('对方手机时间不准', 'Phone clock is off'),
    guardNext: both(
      '请其联网后刷新，或看一眼核实',
      'Ask them to go online and refresh, or take a look',
    ),
    resident: both('手机时间不准', "Your phone's clock is off"),
    residentNext: both(
      '请联网后刷新，或走人工通道',
      'Go online and refresh, or use the no-phone lane',
    ),
  },
  challenge_needed: {
    guard: both('此刻无法判断码的新旧', 'Cannot tell whether this code is live'),
    guardNext: both(
      '请对方联网后刷新，或看一眼核实',
      'Ask them to go online and refresh, or take a look',
    ),
    resident: both('门岗需要核实', 'The gate needs to check'),
    residentNext: both(
      '请联网后刷新，或让门岗看一眼',
      'Go online and refresh, or let the guard take a look',
    ),
  },
  replayed: {
    guard: both('这个码刚用过', 'Just used'),
    guardNext: both(
      '请对方等新码；打不开就走人工通道',
      'Ask for the next code; if it will not open: no-phone lane',
    ),
    resident: both('这个码刚用过', 'This code was just used'),
    residentNext: both(
      '请等新码，或走人工通道',
      'Wait for the next code, or use the no-phone lane',
    ),
  },
  malformed: NO_CODE_OF_OURS,
  unknown_version: NO_CODE_OF_OURS,
  unknown_issuer: NO_CODE_OF_OURS,
  bad_signature: NO_CODE_OF_OURS,
  bad_proof: NO_CODE_OF_OURS,
  unknown_number: {
    guard: both('没有这个号码', 'No card has this number'),
    guardNext: both(
      '请核对卡上的号码，或走人工通道',
      'Compare it with the card, or: no-phone lane',
    ),
    resident: both('没有这个号码', 'No card has this number'),
    residentNext: both(
      '请让门岗再看一眼卡，或走人工通道',
      'Let the guard look at the card again, or use the no-phone lane',
    ),
  },
  wrong_compound: {
    guard: both('是别的小区的码', "Another compound's code"),
    guardNext: TO_THE_LANE,
    resident: both('这是别的小区的码', "This is another compound's code"),
    residentNext: TAKE_THE_LANE,
  },
  revoked: {
    guard: both('此码已注销', 'Withdrawn'),
    guardNext: TO_THE_LANE,
    resident: both('此码已注销', 'This code was withdrawn'),
    residentNext: both('可在此补办，或走人工通道', 'Get a new one here, or use the no-phone lane'),
  },
  suspended: NOT_ACTIVE,
  expired: NOT_ACTIVE,
  not_yet_valid: NOT_ACTIVE,
  wrong_gate: {
    guard: both('此门需要核实', 'Not this gate'),
    guardNext: both(
      '核实是住户即可放行；其他人走人工通道',
      'Confirm the resident, then let in; anyone else: no-phone lane',
    ),
    resident: both('此门需要核实', 'This gate needs a check'),
    residentNext: both(
      '请让门岗核实，或走人工通道',
      'Let the guard check, or use the no-phone lane',
    ),
  },
  outside_hours: {
    guard: both('此时段需要核实', 'Not at this hour'),
    guardNext: both(
      '核实是住户即可放行；其他人走人工通道',
      'Confirm the resident, then let in; anyone else: no-phone lane',
    ),
    resident: both('此时段需要核实', 'This hour needs a check'),
    residentNext: both(
      '请让门岗核实，或走人工通道',
      'Let the guard check, or use the no-phone lane',
    ),
  },
  already_used: USED_UP,
  quota_exceeded: { ...USED_UP, guardNext: NOT_ACTIVE.guardNext },
  call_worker: {
    guard: both('请联系社区工作人员', 'Call the community worker'),
    guardNext: both('先核实，是住户照常放行', 'Check first; a resident is let in as always'),
    resident: both('请稍候', 'One moment, please'),
    residentNext: both(
      '让门岗核实即可回家，工作人员会联系您',
      'Let the guard check and go home; a worker will contact you',
    ),
  },
  list_stale: {
    guard: both('名单较旧', 'List is old'),
    guardNext: LOOK,
    resident: both('门岗的名单较旧', "The gate's list is old"),
    residentNext: both('请让门岗核实', 'Let the guard check'),
  },
  server_silent: CHECK_BY_HAND,
  fault: CHECK_BY_HAND,
  specimen: {
    guard: both('演练码，不开门', 'Training code: opens no gate'),
    guardNext: both('请对方出示通行码，或走人工通道', 'Ask for the real code, or: no-phone lane'),
    resident: both('演练码，不开门', 'Training code: opens no gate'),
    residentNext: both(
      '请出示通行码，或走人工通道',
      'Show your real code, or use the no-phone lane',
    ),
  },
};
