import type { Shareable } from './announcements.ts';
import { dayInChinese, linesThatFit } from './sharing.ts';

/** As wide as a phone's screen shows it without zooming. */
const WIDTH = 1_080;
const MARGIN = 72;
const PAPER = '#f7f5f0';
const INK = '#1b1f24';
const ACCENT = '#24527a';
const FACE = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

type Block = {
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 700;
  readonly colour: string;
  readonly after: number;
  readonly align?: 'end';
};

function blocksOf(one: Shareable): Block[] {
  const marks = [...(one.urgent ? ['紧急'] : []), ...(one.isCorrection ? ['更正'] : [])];
  const body = { size: 44, weight: 400, colour: INK, after: 40 } as const;
  const title = { size: 68, weight: 700, colour: INK, after: 36 } as const;
  const english =
    one.en === undefined
      ? []
      : [
          { ...title, size: 52, text: one.en.title },
          { ...body, size: 38, text: one.en.body },
        ];
  return [
    ...(marks.length === 0
      ? []
      : [{ text: marks.join(' '), size: 40, weight: 700, colour: ACCENT, after: 12 } as const]),
    { ...title, text: one.zh.title },
    { ...body, text: one.zh.body },
    ...english,
    { ...body, text: one.signedBy.name, align: 'end', after: 8 },
    { ...body, size: 36, text: dayInChinese(one.from), align: 'end', after: 0 },
  ];
}

/** A longer picture than this no phone shows in a chat. */
const MOST_HEIGHT = 12_000;

/**
 * The announcement as a PNG, drawn in the page with the system's own faces.
 * @returns undefined where the browser draws nothing
 */
export async function pictureOf(one: Shareable): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) return undefined;
  const faceOf = ({ size, weight }: Block) => `${weight} ${size}px ${FACE}`;
  const laid = blocksOf(one).map((block) => {
    pen.font = faceOf(block);
    const fits = (line: string) => pen.measureText(line).width <= WIDTH - 2 * MARGIN;
    return { block, lines: linesThatFit(block.text, fits) };
  });
  const heightOf = ({ block, lines }: (typeof laid)[number]) =>
    lines.length * block.size * 1.5 + block.after;
  const height = laid.reduce((sum, part) => sum + heightOf(part), 2 * MARGIN);
  canvas.width = WIDTH;
  canvas.height = Math.min(Math.ceil(height), MOST_HEIGHT);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = 'middle';
  let y = MARGIN;
  for (const { block, lines } of laid) {
    pen.font = faceOf(block);
    pen.fillStyle = block.colour;
    pen.textAlign = block.align ?? 'start';
    const x = block.align === 'end' ? WIDTH - MARGIN : MARGIN;
    for (const line of lines) {
      pen.fillText(line, x, y + block.size * 0.75);
      y += block.size * 1.5;
    }
    y += block.after;
  }
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return drawn ?? undefined;
}
