import { type ErrorWords, errorWords } from '../own-errors.ts';

/** Why a gate's code opens nothing. */
export const ARRIVAL_ERRORS = {
  gate_code_old: errorWords(
    '这个门口的码过了时间。',
    'That code of the gate is over.',
    '请对着门口的屏幕重新扫码。',
    'Scan the gate’s screen again.',
  ),
  gate_code_unknown: errorWords(
    '这不是本系统门口的码。',
    'That is no code of a gate of ours.',
    '请扫门口屏幕上的码，或走人工通道。',
    'Scan the code on the gate’s screen, or use the no-phone lane.',
  ),
} as const satisfies Record<string, ErrorWords>;
