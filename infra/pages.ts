/** The pages there are, each one document under its own name; `OFFLINE_PAGES` are kept on the phone. */
export const PAGES = ['resident', 'guard', 'manager', 'whistle', 'open', 'visitor'] as const;
export const OFFLINE_PAGES: readonly string[] = ['resident', 'guard', 'manager'];
