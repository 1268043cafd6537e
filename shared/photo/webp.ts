/** Of one picture that does not move. */
const OF_THE_PICTURE = ['VP8 ', 'VP8L', 'VP8X', 'ALPH'];
const FOURTEEN_BITS = 0x3fff;

type Chunk = { readonly name: string; readonly from: number };

/** Its parts; undefined where they do not fill the file to its end. */
function chunksOf(bytes: Uint8Array, view: DataView): readonly Chunk[] | undefined {
  const nameAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 20 || nameAt(0) !== 'RIFF' || nameAt(8) !== 'WEBP') return undefined;
  if (view.getUint32(4, true) + 8 !== bytes.length) return undefined;
  const chunks: Chunk[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    chunks.push({ name: nameAt(at), from: at + 8 });
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return at === bytes.length ? chunks : undefined;
}

/** Its size and whether it is the picture alone; undefined where it is no whole WebP. */
export function readWebp(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = chunksOf(bytes, view);
  const picture = chunks?.find(({ name }) => name === 'VP8 ' || name === 'VP8L');
  if (chunks === undefined || picture === undefined) return undefined;
  if (picture.from + 10 > bytes.length) return undefined;
  const isBare = chunks.every(({ name }) => OF_THE_PICTURE.includes(name));
  if (picture.name === 'VP8 ') {
    const isKeyFrame = [0x9d, 0x01, 0x2a].every((byte, n) => bytes[picture.from + 3 + n] === byte);
    if (!isKeyFrame) return undefined;
    return {
      width: view.getUint16(picture.from + 6, true) & FOURTEEN_BITS,
      height: view.getUint16(picture.from + 8, true) & FOURTEEN_BITS,
      isBare,
    };
  }
  if (bytes[picture.from] !== 0x2f) return undefined;
  const packed = view.getUint32(picture.from + 1, true);
  return {
    width: (packed & FOURTEEN_BITS) + 1,
    height: ((packed >>> 14) & FOURTEEN_BITS) + 1,
    isBare,
  };
}
