/** What page and reading worker say to each other. One frame is under way at a time. */
export type ToReader =
  | { readonly type: 'bitmap'; readonly frame: ImageBitmap }
  | { readonly type: 'pixels'; readonly frame: ImageData };

export type FromReader =
  /** The reader is loaded. `bitmaps`: whether it can unpack an ImageBitmap itself. */
  | { readonly type: 'ready'; readonly bitmaps: boolean }
  | { readonly type: 'broken' }
  /** The texts in a frame, none when there is no code in it. */
  | { readonly type: 'read'; readonly texts: readonly string[] };
