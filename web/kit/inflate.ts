import type { Inflater } from '../../shared/status-list/status-list.ts';

/** zlib by the browser's own stream, read no further than the ceiling. */
export const inflate: Inflater = async (zlib, ceiling) => {
  if (typeof DecompressionStream === 'undefined') return undefined;
  const stream = new Blob([new Uint8Array(zlib)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > ceiling) {
        await reader.cancel();
        return undefined;
      }
      chunks.push(value);
    }
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
};
