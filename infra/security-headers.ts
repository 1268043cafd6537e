/** Where pages put photos, and where they look at them: origins of their own, so that a photo is never a page. */
export type PhotoOrigins = { readonly upload: string; readonly view: string };

/**
 * What a page may do, said once for every place that serves pages. The pages bring all they need
 * with them: but for photos, nothing is loaded from, sent to, or framed by anybody else.
 */
const contentSecurityPolicy = (photos?: PhotoOrigins): Record<string, readonly string[]> => ({
  'default-src': ["'none'"],
  // The code reader is WebAssembly.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  // Photos of requests, into storage and from where they are looked at.
  'connect-src': ["'self'", ...(photos === undefined ? [] : [photos.upload])],
  'img-src': ["'self'", 'data:', 'blob:', ...(photos === undefined ? [] : [photos.view])],
  'media-src': ["'self'", 'blob:', 'mediastream:'],
  'font-src': ["'self'", 'data:'],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
});

/** The guard's page looks through the camera and keeps the screen awake; no other page needs more. */
const PERMISSIONS_POLICY = [
  'camera=(self)',
  'screen-wake-lock=(self)',
  'microphone=()',
  'geolocation=()',
  'payment=()',
  'usb=()',
];

export type PageHeaders = Readonly<Record<string, string>>;

export const pageHeaders = (photos?: PhotoOrigins): PageHeaders => ({
  'content-security-policy': Object.entries(contentSecurityPolicy(photos))
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [...PERMISSIONS_POLICY, 'serial=()'].join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/** The guard's page alone has a reader on a serial port; it has no photos. */
export const guardPageHeaders = (): PageHeaders => ({
  ...pageHeaders(),
  'permissions-policy': [...PERMISSIONS_POLICY, 'serial=(self)'].join(', '),
});

/** What a photo may do that somebody opens by its address: be seen, by whoever was given it, and no more. */
export const PHOTO_HEADERS: PageHeaders = {
  'content-disposition': 'inline',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
