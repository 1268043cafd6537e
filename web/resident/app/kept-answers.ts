/** What this phone keeps of what was read, to show it without a network; gone with a sign-out. */
export const KEPT_ANSWERS = ['xq-announcements', 'xq-announcements-opened', 'xq-help'] as const;
export type KeptAnswer = (typeof KEPT_ANSWERS)[number];
