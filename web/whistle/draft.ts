import type { WhistleAnswer } from '../../shared/messages/whistles.ts';

export const SAYINGS = ['arrived', 'coming', 'not_ours'] as const;

/** What somebody has chosen and typed so far. */
export type Draft = {
  says: (typeof SAYINGS)[number] | undefined;
  /** As the field has it: `2026-11-28T14:30`, on Shanghai's clock. */
  comesAt: string;
  note: string;
};
export const emptyDraft = (): Draft => ({ says: undefined, comesAt: '', note: '' });

/** The answer, or what is missing from it. */
export function answerOf(
  { says, comesAt, note: typed }: Draft,
  now: number,
): WhistleAnswer | 'choose' | 'noTime' | 'noWhy' {
  const note = typed.trim();
  const noted = note === '' ? {} : { note };
  switch (says) {
    case undefined:
      return 'choose';
    case 'arrived':
      return { says, ...noted };
    case 'coming': {
      const at = Date.parse(`${comesAt}:00+08:00`);
      return at > now ? { says, at, ...noted } : 'noTime';
    }
    case 'not_ours':
      return note === '' ? 'noWhy' : { says, note };
  }
}
