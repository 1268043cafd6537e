import { create } from 'qrcode';

/** What a camera sees: four bytes a pixel, as an ImageData holds them. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
};

/** How a code stands before the lens, and what lens, light and screen do to it. */
export type Circumstances = {
  readonly width?: number;
  readonly height?: number;
  /** Of the code with its margin, in the picture's pixels. */
  readonly sidePx: number;
  /** Its middle, as parts of width and height. */
  readonly at?: readonly [number, number];
  readonly turnedDegrees?: number;
  /** How much nearer one edge is than the other, 0 to 0.5. */
  readonly tilt?: number;
  /** Standard deviation of the blur, in pixels. */
  readonly blurPx?: number;
  /** Pixels that the hand moves while the shutter is open. */
  readonly shakePx?: number;
  /** Brightness of black and of white, 0 to 255. */
  readonly light?: readonly [number, number];
  /** Standard deviation of the sensor's noise, in steps of brightness. */
  readonly noise?: number;
  /** Depth of the grid that a screen's own pixels put over the code, 0 to 1, and its pitch. */
  readonly screen?: { readonly depth: number; readonly pitchPx: number };
  /** A bright spot over a part of the code, 0 to 1. */
  readonly glare?: number;
  /** What stands around the code: nothing, or things of every brightness with edges of their own. */
  readonly scene?: boolean;
};

/** A street in the evening, as a phone's sensor delivers it. */
export const NOISY = { turnedDegrees: 5, blurPx: 0.8, noise: 4, scene: true } as const;

const QUIET_MODULES = 4;
const BACKGROUND = 119;
const SAMPLES = 3;
const THINGS = 150;

/** Mulberry32: the same numbers on every run. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Plane = { readonly width: number; readonly height: number; readonly at: Float32Array };

/** Whether the code is dark at a place of its square, 0 to 1 each way; undefined beside it. */
type Code = (u: number, v: number) => boolean | undefined;

function codeOf(text: string): Code {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const side = modules.size + 2 * QUIET_MODULES;
  return (u, v) => {
    if (u < 0 || v < 0 || u >= 1 || v >= 1) return undefined;
    const [column, row] = [u, v].map((place) => Math.floor(place * side) - QUIET_MODULES);
    if (column === undefined || row === undefined) return undefined;
    const inside = Math.min(column, row) >= 0 && Math.max(column, row) < modules.size;
    return inside && modules.get(row, column) === 1;
  };
}

/** Windows, leaves, faces: what a street is to a camera that looks for edges. */
function furnished(plane: Plane, random: () => number): void {
  const { width, height, at } = plane;
  for (let thing = 0; thing < THINGS; thing++) {
    const [wide, high] = [random() * width * 0.15, random() * height * 0.2];
    const [left, top] = [Math.floor(random() * width), Math.floor(random() * height)];
    const brightness = 20 + random() * 215;
    const right = Math.min(width, Math.ceil(left + wide));
    for (let y = top; y < Math.min(height, top + high); y++) {
      at.fill(brightness, y * width + left, y * width + right);
    }
  }
}

/** The code drawn as it stands before the lens, each pixel the mean of nine places in it. */
function drawn(code: Code, plane: Plane, seen: Circumstances): void {
  const { sidePx, at: [middleX, middleY] = [0.5, 0.5], turnedDegrees = 0, tilt = 0 } = seen;
  const [black, white] = seen.light ?? [20, 230];
  const angle = (turnedDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const { width, height } = plane;
  const brightness = (x: number, y: number): number => {
    const [dx, dy] = [(x - middleX * width) / sidePx, (y - middleY * height) / sidePx];
    const [across, down] = [dx * cos + dy * sin, dy * cos - dx * sin];
    // Further away at the top: the same pixels hold more of the code there.
    const depth = 1 - tilt * (down + 0.5) * 0.8;
    const dark = code(0.5 + across * (0.6 + depth * 0.4), 0.5 + down * (0.6 + depth * 0.4));
    if (dark === undefined) return plane.at[Math.floor(y) * width + Math.floor(x)] ?? BACKGROUND;
    return dark ? black : white;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let n = 0; n < SAMPLES * SAMPLES; n++) {
        const [right, below] = [(n % SAMPLES) + 0.5, Math.floor(n / SAMPLES) + 0.5];
        sum += brightness(x + right / SAMPLES, y + below / SAMPLES);
      }
      plane.at[y * width + x] = sum / (SAMPLES * SAMPLES);
    }
  }
}

/** Each pixel the weighted mean of its neighbours along one direction. */
function smeared(plane: Plane, weights: readonly number[], step: number): void {
  const before = Float32Array.from(plane.at);
  const reach = weights.length >> 1;
  for (let place = 0; place < before.length; place++) {
    let sum = 0;
    for (let n = -reach; n <= reach; n++) {
      sum += (weights[n + reach] ?? 0) * (before[place + n * step] ?? BACKGROUND);
    }
    plane.at[place] = sum;
  }
}

function gaussian(deviation: number): number[] {
  const reach = Math.ceil(deviation * 3);
  const raw = Array.from({ length: 2 * reach + 1 }, (_, n) =>
    Math.exp(-((n - reach) ** 2) / (2 * deviation ** 2)),
  );
  const sum = raw.reduce((total, one) => total + one, 0);
  return raw.map((one) => one / sum);
}

function spoilt(plane: Plane, seen: Circumstances, random: () => number): void {
  const { width } = plane;
  const { screen, glare = 0, noise = 0, blurPx = 0, shakePx = 0 } = seen;
  for (let place = 0; place < plane.at.length; place++) {
    const [x, y] = [place % width, Math.floor(place / width)];
    if (screen !== undefined) {
      // The screen's grid is not the sensor's: where they beat, there are stripes.
      const wave = Math.sin((2 * Math.PI * (x * 0.97 + y * 0.26)) / screen.pitchPx);
      const other = Math.sin((2 * Math.PI * (y * 0.97 - x * 0.26)) / screen.pitchPx);
      plane.at[place] = (plane.at[place] ?? 0) * (1 - (screen.depth * (2 + wave + other)) / 4);
    }
    if (glare > 0) {
      const far = ((x - width * 0.53) ** 2 + (y - plane.height * 0.45) ** 2) / seen.sidePx ** 2;
      plane.at[place] = (plane.at[place] ?? 0) + 255 * glare * Math.exp(-far * 25);
    }
  }
  if (blurPx > 0) for (const step of [1, width]) smeared(plane, gaussian(blurPx), step);
  if (shakePx > 0) {
    const length = 2 * Math.ceil(shakePx / 2) + 1;
    smeared(plane, new Array<number>(length).fill(1 / length), 1);
  }
  if (noise === 0) return;
  for (let place = 0; place < plane.at.length; place++) {
    // The sum of four is near enough to a normal distribution.
    const sum = random() + random() + random() + random() - 2;
    plane.at[place] = (plane.at[place] ?? 0) + sum * noise * Math.sqrt(3);
  }
}

/** The picture of a code under these circumstances; the same on every run. */
export function pictureUnder(text: string | undefined, seen: Circumstances, seed = 1): Picture {
  const { width = 1280, height = 720 } = seen;
  const plane: Plane = { width, height, at: new Float32Array(width * height).fill(BACKGROUND) };
  const random = numbersFrom(seed);
  if (seen.scene) furnished(plane, random);
  drawn(text === undefined ? () => undefined : codeOf(text), plane, seen);
  spoilt(plane, seen, random);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let place = 0; place < plane.at.length; place++) {
    data.fill(plane.at[place] ?? 0, place * 4, place * 4 + 3);
  }
  return { width, height, data };
}
