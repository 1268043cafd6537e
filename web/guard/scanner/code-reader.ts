import type { FromReader, ToReader } from './reader-messages.ts';

/** Frames are read at most this often: a moving hand is not steadier sooner, and batteries are small. */
const READ_EVERY_MS = 50;
/** A camera that repeats one picture announces no new frame; it is looked at anyway. */
const LOOK_AFTER_MS = 200;
/** A reader that does not answer for this long has crashed and is started anew. */
const READER_SILENT_MS = 5_000;

export type CodeReader = {
  /** Reads the frames of this picture until stopped. */
  watch(video: HTMLVideoElement): void;
  stop(): void;
};

/**
 * Reads codes from a playing video, one frame at a time, in a worker.
 * @param onTexts each frame's codes, also when there are none
 * @param onBroken the reader could not be loaded; the camera is of no use
 */
export function startCodeReader(
  onTexts: (texts: readonly string[]) => void,
  onBroken: () => void,
): CodeReader {
  let worker: Worker | undefined;
  let unpacksBitmaps = false;
  let watched: HTMLVideoElement | undefined;
  let onAnswer: ((answer: FromReader) => void) | undefined;

  const start = (): Promise<void> =>
    new Promise((resolve) => {
      worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('error', () => onBroken());
      worker.addEventListener('message', ({ data }: MessageEvent<FromReader>) => {
        if (data.type === 'ready') {
          unpacksBitmaps = data.bitmaps;
          resolve();
        } else if (data.type === 'broken') onBroken();
        onAnswer?.(data);
      });
    });

  const readFrame = async (video: HTMLVideoElement): Promise<void> => {
    const message = await grab(video, unpacksBitmaps);
    if (message === undefined) return;
    const answer = await new Promise<FromReader | 'silent'>((resolve) => {
      const tooLong = setTimeout(() => resolve('silent'), READER_SILENT_MS);
      onAnswer = (heard) => {
        clearTimeout(tooLong);
        resolve(heard);
      };
      const moved = message.type === 'bitmap' ? message.frame : message.frame.data.buffer;
      worker?.postMessage(message, [moved]);
    });
    onAnswer = undefined;
    if (answer === 'silent') {
      worker?.terminate();
      await start();
    } else if (answer.type === 'read' && watched === video) onTexts(answer.texts);
  };

  const run = async (video: HTMLVideoElement): Promise<void> => {
    await ready;
    while (watched === video) {
      const began = performance.now();
      await nextFrame(video);
      // A frame that the browser will not hand over is passed over.
      await readFrame(video).catch(() => undefined);
      await pause(READ_EVERY_MS - (performance.now() - began));
    }
  };

  const ready = start();
  return {
    watch(video) {
      if (watched === video) return;
      watched = video;
      void run(video);
    },
    stop() {
      watched = undefined;
      worker?.terminate();
    },
  };
}

/** Leaves a cheap phone time between two frames for everything but reading. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

function nextFrame(video: HTMLVideoElement): Promise<void> {
  if (!('requestVideoFrameCallback' in video)) return pause(READ_EVERY_MS);
  return new Promise((resolve) => {
    const waiting = video.requestVideoFrameCallback(() => {
      clearTimeout(late);
      resolve();
    });
    const late = setTimeout(() => {
      video.cancelVideoFrameCallback(waiting);
      resolve();
    }, LOOK_AFTER_MS);
  });
}

async function grab(
  video: HTMLVideoElement,
  asBitmap: boolean,
): Promise<(ToReader & { type: 'bitmap' }) | (ToReader & { type: 'pixels' }) | undefined> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || video.paused) return undefined;
  if (asBitmap) return { type: 'bitmap', frame: await createImageBitmap(video) };
  const surface = canvasOf(videoWidth, videoHeight);
  const drawing = surface.getContext('2d', { willReadFrequently: true });
  drawing?.drawImage(video, 0, 0);
  const frame = drawing?.getImageData(0, 0, videoWidth, videoHeight);
  return frame && { type: 'pixels', frame };
}

let canvas: HTMLCanvasElement | undefined;

function canvasOf(width: number, height: number): HTMLCanvasElement {
  canvas ??= document.createElement('canvas');
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  return canvas;
}
