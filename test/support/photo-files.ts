import { deflateSync } from 'node:zlib';

type Size = { readonly width: number; readonly height: number };

const bytesOf = (...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
const text = (said: string): Uint8Array => new TextEncoder().encode(said);
const short = (number: number): number[] => [number >> 8, number & 255];

/** A part of a JPEG: its marker, its length, what it holds. */
export const jpegPart = (marker: number, held: Uint8Array): Uint8Array =>
  bytesOf([0xff, marker], short(held.length + 2), held);

const JFIF = jpegPart(0xe0, bytesOf(text('JFIF\0'), [1, 1, 0, 0, 1, 0, 1, 0, 0]));
/** EXIF as a phone writes it: which way up, and where. */
export const EXIF_WITH_POSITION = jpegPart(
  0xe1,
  bytesOf(
    text('Exif\0\0'),
    text('MM'),
    [0, 42, 0, 0, 0, 8],
    [0, 2],
    // Turned a quarter to the right.
    [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
    [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38],
    [0, 0, 0, 0],
    [0, 1],
    [0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0],
    [0, 0, 0, 0],
    text('30.2741N,120.1551E'),
  ),
);

/** The parts of a JPEG that any reader takes for whole; its picture is noise. */
export function jpegOf(
  { width, height }: Size,
  more: { readonly parts?: readonly Uint8Array[]; readonly behind?: Uint8Array } = {},
): Uint8Array<ArrayBuffer> {
  const frame = bytesOf([8], short(height), short(width), [1, 1, 0x11, 0]);
  const scan = jpegPart(0xda, bytesOf([1, 1, 0, 0, 63, 0]));
  return bytesOf(
    [0xff, 0xd8],
    JFIF,
    ...(more.parts ?? []),
    jpegPart(0xdb, new Uint8Array(65)),
    jpegPart(0xc0, frame),
    scan,
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    [0xff, 0xd9],
    more.behind ?? [],
  );
}

const pngPart = (name: string, held: Uint8Array): Uint8Array => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, held.length);
  return bytesOf(length, text(name), held, [0, 0, 0, 0]);
};

export function pngOf(
  { width, height }: Size,
  more: { readonly said?: string; readonly behind?: Uint8Array } = {},
): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head[8] = 8;
  return bytesOf(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    pngPart('IHDR', head),
    ...(more.said === undefined ? [] : [pngPart('tEXt', text(more.said))]),
    pngPart('IDAT', deflateSync(new Uint8Array(4))),
    pngPart('IEND', new Uint8Array()),
    more.behind ?? [],
  );
}

export function webpOf(
  { width, height }: Size,
  more: { readonly behind?: Uint8Array } = {},
): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(10);
  packed[0] = 0x2f;
  new DataView(packed.buffer).setUint32(1, (width - 1) | ((height - 1) << 14), true);
  const little = (number: number): Uint8Array => {
    const four = new Uint8Array(4);
    new DataView(four.buffer).setUint32(0, number, true);
    return four;
  };
  const chunk = bytesOf(text('VP8L'), little(packed.length), packed);
  return bytesOf(text('RIFF'), little(chunk.length + 4), text('WEBP'), chunk, more.behind ?? []);
}
