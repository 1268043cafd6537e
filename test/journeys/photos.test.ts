import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { photoFileOf } from '../../shared/photo/photo-file.ts';
import { EXIF_WITH_POSITION } from '../support/photo-files.ts';
import { openStreet, type Street, signInResident } from './street.ts';

const KIT = join(import.meta.dirname, '../../web/kit');
const MOST_BYTES = 400 * 1024;

/** What the pages use, for a page that does not use it yet. */
async function kitScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export * from './photo.ts'; export { createApi } from './api.ts';",
      resolveDir: KIT,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'kit',
    target: 'chrome87',
  });
  return `${outputFiles[0]?.text ?? ''}; globalThis.kit = kit;`;
}

const Chosen = z.object({
  photos: z.array(z.object({ id: z.string(), base64: z.string() })),
  refused: z.array(z.object({ name: z.string(), says: z.string() })),
});

describe('photos of a request in a browser', () => {
  let street: Street;
  let page: Page;
  let residentId: string;
  beforeAll(async () => {
    street = await openStreet();
    const phone = await street.newPhone();
    page = await phone.newPage();
    const alone = street.local.demo.residents.find(({ who }) => !who.includes('、'));
    await signInResident(street, page, alone?.phone ?? '');
    const household = z.object({ residents: z.array(z.object({ residentId: z.string() })) });
    const read = await page.evaluate(async () =>
      (await fetch('/api/v1/resident/household')).json(),
    );
    residentId = household.parse(read).residents[0]?.residentId ?? '';
    await useKit();
  });
  afterAll(() => street.close());

  async function useKit(): Promise<void> {
    await page.evaluate(await kitScript());
    await page.evaluate("globalThis.box = kit.openPhotoBox('xq-test-photos')");
  }

  /** A picture of the browser's own: its left half red, its right half blue, as JPEG or PNG. */
  const drawn = async (width: number, height: number, type = 'image/jpeg'): Promise<Buffer> =>
    Buffer.from(
      await page.evaluate(
        async ({ width, height, type }) => {
          const canvas = document.createElement('canvas');
          canvas.width = width;
          canvas.height = height;
          const context = canvas.getContext('2d');
          if (context === null) throw new Error('no canvas');
          for (const [colour, from] of [
            ['#f00', 0],
            ['#00f', width / 2],
          ] as const) {
            context.fillStyle = colour;
            context.fillRect(from, 0, width / 2, height);
          }
          return canvas.toDataURL(type, 0.95).split(',')[1] ?? '';
        },
        { width, height, type },
      ),
      'base64',
    );

  async function choose(...files: { name: string; bytes: Uint8Array }[]) {
    const sent = files.map(({ name, bytes }) => ({
      name,
      base64: Buffer.from(bytes).toString('base64'),
    }));
    return Chosen.parse(
      await page.evaluate(`(async (files) => {
        const { photos, refused } = await box.choosePhotos(files.map(({ name, base64 }) =>
          new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name)));
        const text = async (blob) => btoa(Array.from(new Uint8Array(await blob.arrayBuffer()),
          (byte) => String.fromCharCode(byte)).join(''));
        return {
          photos: await Promise.all(photos.map(async ({ id, blob }) => ({ id, base64: await text(blob) }))),
          refused: refused.map(({ name, failure }) => ({ name, says: failure.words.says.zh })),
        };
      })(${JSON.stringify(sent)})`),
    );
  }
  const bytesOf = ({ base64 }: { base64: string }) => new Uint8Array(Buffer.from(base64, 'base64'));
  /** The colour near the middle of the upper edge. */
  const colourAtTop = (base64: string): Promise<number[]> =>
    page.evaluate(async (base64) => {
      const image = new Image();
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      image.src = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return [...(context?.getImageData(canvas.width / 2, 2, 1, 1).data ?? [])];
    }, base64);

  it('are upright, small and bare: where they were taken stays on the phone', async () => {
    const plain = await drawn(3_000, 2_000);
    const taken = Buffer.concat([plain.subarray(0, 2), EXIF_WITH_POSITION, plain.subarray(2)]);
    expect(taken.includes('30.2741N')).toBe(true);
    const { photos } = await choose({ name: 'IMG_1.jpg', bytes: taken });
    const [photo] = photos;
    if (photo === undefined) throw new Error('it is a photo');
    const bytes = bytesOf(photo);
    // Lying on its side as the camera held it; the left half is above.
    expect(photoFileOf(bytes)).toEqual({ type: 'image/jpeg', width: 1_067, height: 1_600 });
    expect(bytes.length).toBeLessThanOrEqual(MOST_BYTES);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Exif|30\.2741N|120\.1551E/);
    const [red = 0, , blue = 0] = await colourAtTop(photo.base64);
    expect([red > 200, blue < 60]).toEqual([true, true]);
  });

  it('are small whatever is in them', async () => {
    const noise = Buffer.from(
      await page.evaluate(async () => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [2_000, 2_000];
        const context = canvas.getContext('2d');
        const data = new ImageData(2_000, 2_000);
        for (let at = 0; at < data.data.length; at += 65_536)
          crypto.getRandomValues(data.data.subarray(at, at + 65_536));
        context?.putImageData(data, 0, 0);
        return canvas.toDataURL('image/png').split(',')[1] ?? '';
      }),
      'base64',
    );
    expect(noise.length).toBeGreaterThan(8_000_000);
    const [photo] = (await choose({ name: 'noise.png', bytes: noise })).photos;
    expect(photo && bytesOf(photo).length).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('are refused in words where they are none', async () => {
    const { photos, refused } = await choose(
      {
        name: 'a.svg',
        bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      },
      { name: 'page.jpg', bytes: Buffer.from('<!doctype html><script>alert(1)</script>') },
      { name: 'large.jpg', bytes: Buffer.alloc(2_000_000, 7) },
    );
    expect(photos).toEqual([]);
    expect(refused.map(({ says }) => says)).toEqual(Array(3).fill('这个文件不是照片，没有收下。'));
  });

  it('wait on the phone without a network and through a reload, are sent with how far they are, and count', async () => {
    const [photo] = (await choose({ name: 'b.png', bytes: await drawn(800, 600, 'image/png') }))
      .photos;
    const upload = () =>
      page.evaluate(`(async () => {
        const parts = [];
        const to = kit.residentPhotos(kit.createApi(), ${JSON.stringify(residentId)});
        const answer = await box.uploadPhoto(${JSON.stringify(photo?.id)}, to, (part) => parts.push(part));
        return { answer, parts };
      })()`);
    await page.context().setOffline(true);
    expect(await upload()).toMatchObject({ answer: { code: 'offline' } });
    await page.context().setOffline(false);
    await page.reload();
    await useKit();
    const { answer, parts } = z
      .object({ answer: z.string(), parts: z.array(z.number()) })
      .parse(await upload());
    expect(answer).toMatch(/^pho_1_/);
    expect(parts.at(-1)).toBe(1);
    expect(await page.evaluate(`box.findPhoto(${JSON.stringify(photo?.id)})`)).toBeUndefined();

    const asked = await page.evaluate(
      async ({ residentId, photo }) => {
        const ask = await fetch(`/api/v1/resident/residents/${residentId}/requests`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            key: '00000000000000zz',
            typeId: 'errands',
            text: '取一个快递',
            details: {},
            photos: [photo],
          }),
        });
        const { requestId } = await ask.json();
        const seen = await fetch(`/api/v1/resident/photos/requests/${requestId}`);
        const { photos } = await seen.json();
        const image = new Image();
        image.src = photos[0].url;
        await image.decode();
        return { origin: new URL(photos[0].url).origin, width: image.naturalWidth };
      },
      { residentId, photo: answer },
    );
    expect(asked.width).toBe(800);
    expect(asked.origin).not.toBe(street.local.origin);
  });

  it('opened by their own address, do nothing and have no cookies', async () => {
    const cookies = await page.context().cookies('http://127.0.0.1');
    expect(cookies).toEqual([]);
  });
});
