/** Where a JPEG says how large it is: every kind of start-of-frame but the three that are none. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

const END = 0xd9;
const SCAN = 0xda;
const JFIF = 0xe0;
const ADOBE = 0xee;
/** Both have one length where they say what they are for and nothing else (no small picture in it). */
const LENGTH_OF_JFIF = 16;
const LENGTH_OF_ADOBE = 14;

/** One part of a JPEG: its marker, and where it begins and ends, its marker included. */
type Segment = { readonly marker: number; readonly from: number; readonly to: number };

/** What is no part of the picture: where it was taken, by what, and whatever somebody put there. */
function isBesides({ marker, from, to }: Segment): boolean {
  const length = to - from - 2;
  if (marker === JFIF) return length !== LENGTH_OF_JFIF;
  if (marker === ADOBE) return length !== LENGTH_OF_ADOBE;
  return (marker >= 0xe0 && marker <= 0xef) || marker >= 0xf0;
}

/** Where the coded picture after a scan's head ends: at the next marker that is none of its own. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length - 1; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !isRestart(next)) return at;
  }
  return bytes.length;
}

/** Every part, from the first to the end mark; undefined where it is no whole JPEG or goes on behind it. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const segments: Segment[] = [];
  let at = 2;
  while (at < bytes.length) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined || marker < 0xc0) return undefined;
    if (marker === END) {
      segments.push({ marker, from: at, to: at + 2 });
      return at + 2 === bytes.length ? segments : undefined;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const head = at + 2 + length;
    if (isRestart(marker) || length < 2 || head > bytes.length) return undefined;
    const to = marker === SCAN ? endOfScan(bytes, head) : head;
    segments.push({ marker, from: at, to });
    at = to;
  }
  return undefined;
}

/** Its size and whether it is the picture alone; undefined where it is no whole JPEG. */
export function readJpeg(bytes: Uint8Array) {
  const segments = segmentsOf(bytes);
  const frame = segments?.find(({ marker }) => isFrame(marker));
  if (segments === undefined || frame === undefined) return undefined;
  if (!segments.some(({ marker }) => marker === SCAN)) return undefined;
  const at = (offset: number): number => bytes[frame.from + offset] ?? 0;
  return {
    height: (at(5) << 8) | at(6),
    width: (at(7) << 8) | at(8),
    isBare: !segments.some(isBesides),
  };
}

/** The picture alone: without where and by what it was taken. What is no JPEG stays as it is. */
export function bareJpeg(bytes: Uint8Array): Uint8Array {
  const kept = segmentsOf(bytes)?.filter((segment) => !isBesides(segment));
  if (kept === undefined) return bytes;
  const bare = new Uint8Array(kept.reduce((sum, { from, to }) => sum + to - from, 2));
  bare.set(bytes.subarray(0, 2));
  let at = 2;
  for (const { from, to } of kept) {
    bare.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return bare;
}
