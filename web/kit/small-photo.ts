import { bareJpeg } from '../../shared/photo/jpeg.ts';

const TYPE = 'image/jpeg';
/** Whoever looks at it sees a leak; nobody needs to read the label on the tap. */
const MOST_BYTES = 400 * 1024;
/** The longer side in pixels, and how much is kept of it: the first that is small enough is taken. */
const TRIED = [
  { side: 1_600, quality: 0.85 },
  { side: 1_600, quality: 0.7 },
  { side: 1_600, quality: 0.5 },
  { side: 1_200, quality: 0.5 },
  { side: 800, quality: 0.5 },
] as const;

/** A drawing made of words, which browsers would draw as well, is no photo. */
async function isText(file: Blob): Promise<boolean> {
  const beginning = await file.slice(0, 64).text();
  return /^[\s\uFEFF]*</.test(beginning);
}

/** As it is seen: browsers turn it by what the camera wrote into it. */
async function decoded(file: Blob): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function drawn(image: HTMLImageElement, longest: number): HTMLCanvasElement {
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(1, longest / Math.max(naturalWidth, naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context !== null) {
    // What is transparent would come out black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

const written = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, TYPE, quality));

/**
 * The picture alone, upright, at most 1600 pixels and 400 kB: drawn anew, so that where and by what
 * it was taken is left behind, and what the browser writes into it is taken out again.
 * @returns undefined where this browser cannot read it as a photo
 */
export async function smallPhoto(file: Blob): Promise<Blob | undefined> {
  if (await isText(file)) return undefined;
  const image = await decoded(file);
  if (image === undefined || image.naturalWidth === 0) return undefined;
  let smallest: Blob | undefined;
  for (const { side, quality } of TRIED) {
    const blob = await written(drawn(image, side), quality);
    if (blob === null) return undefined;
    smallest = blob;
    if (blob.size <= MOST_BYTES) break;
  }
  if (smallest === undefined) return undefined;
  const bytes = new Uint8Array(await smallest.arrayBuffer());
  return new Blob([new Uint8Array(bareJpeg(bytes))], { type: TYPE });
}
