const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Of the picture itself, and how its colours are meant. */
const OF_THE_PICTURE = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'pHYs'];
/** Length, name and check sum around what a part holds. */
const AROUND = 12;
const HEAD_LENGTH = 13;

/** Its size and whether it is the picture alone; undefined where it is no whole PNG. */
export function readPng(bytes: Uint8Array) {
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  let at = SIGNATURE.length;
  while (at + AROUND <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const to = at + AROUND + view.getUint32(at);
    if (names.length === 0 && (name !== 'IHDR' || to - at - AROUND !== HEAD_LENGTH)) {
      return undefined;
    }
    names.push(name);
    if (name === 'IEND') {
      if (to !== bytes.length || to - at !== AROUND || !names.includes('IDAT')) return undefined;
      return {
        width: view.getUint32(16),
        height: view.getUint32(20),
        isBare: names.every((one) => OF_THE_PICTURE.includes(one)),
      };
    }
    at = to;
  }
  return undefined;
}
