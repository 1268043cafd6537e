/** Where a service worker reads the language: it sees nothing of what a page remembers. */
export const SHOWN_LANGUAGE = { cacheName: 'xq-language', path: '/language' } as const;
