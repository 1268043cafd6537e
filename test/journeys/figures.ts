import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { comeAsResident } from '../../infra/demo/people.ts';
import { streetAt } from '../../infra/demo/street-client.ts';
import { launchProfile } from '../support/browser.ts';
import { clearCamera, giveCamera } from '../support/camera.ts';
import { NOISY, pictureUnder } from '../support/hard-pictures.ts';
import { pictureOf } from '../support/qr-picture.ts';
import { ladderOf } from './ladder-figures.ts';
import { signInHere } from './manager.ts';
import {
  enrolAndStartShift,
  livePicture,
  openShift,
  openStreet,
  PHONE_SIZE,
  type Street,
  signInResident,
  verdict,
} from './street.ts';

/**
 * What only a browser can say, as one JSON object of figures by name. The built pages are measured
 * as they stand in dist/web.
 */
const PAGES = join(import.meta.dirname, '../../dist/web');
const VISITS = 9;
const CPU_SLOWDOWN = 4;
const VERDICTS = 20;
const FRAMES = 40;
/** As a phone's camera sends them. */
const FRAMES_PER_SECOND = 30;

const figures: Record<string, number> = {};

const middle = (values: readonly number[], part = 0.5): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};

/** Thousands of bytes of these scripts, as a server with gzip sends them. */
async function weightOf(paths: readonly string[]): Promise<number> {
  const code = [...new Set(paths)].filter((path) => /\.js$/.test(path));
  const sizes = code.map(async (path) => gzipSync(await readFile(join(PAGES, path))).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

/** Notes when a page first shows a code: what it loads afterwards held nobody up. */
const NOTE_FIRST_CODE = `new MutationObserver(() => {
  if (document.querySelector('[role=img]')) window.firstCodeAt ??= performance.now();
}).observe(document, { childList: true, subtree: true });`;

/** What the runner of this file writes into functions. */
const KNOW_NAMES = 'globalThis.__name = (named) => named';

async function newPhone(street: Street) {
  const phone = await street.newPhone();
  await phone.addInitScript(KNOW_NAMES);
  return phone;
}

async function residentPage(street: Street, phone: string): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'xiaoquma-phone-'));
  const context = await launchProfile(profile, { viewport: PHONE_SIZE, locale: 'zh-CN' });
  await context.addInitScript(KNOW_NAMES);
  await context.addInitScript(NOTE_FIRST_CODE);
  const page = await context.newPage();
  await signInResident(street, page, phone);
  figures['page.resident.kbGzip'] = await weightOf(
    await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime <= Object(window).firstCodeAt)
        .map(({ name }) => new URL(name).pathname),
    ),
  );

  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await livePicture(page).waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  const tools = await context.newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const took: number[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    await page.goto('about:blank');
    await page.goto(`${street.local.origin}/resident/`, { waitUntil: 'commit' });
    took.push(
      await page.evaluate(async () => {
        const isShown = () => document.querySelector('[role=img]') !== null;
        while (!isShown()) await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now();
      }),
    );
  }
  figures['page.resident.offlineMs'] = middle(took);
  await context.close();
  await rm(profile, { recursive: true });
}

/** From the camera's first frame with the code in it to the verdict on the screen. */
async function cameraToVerdict(street: Street, phones: readonly string[]): Promise<void> {
  const page = await (await newPhone(street)).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await giveCamera(page, FRAMES_PER_SECOND);
  await enrolAndStartShift(street, page);
  figures['page.guard.kbGzip'] = await weightOf(asked);
  const api = streetAt(street.local.origin, { ownAddresses: false });
  const holders = [];
  for (const phone of phones) holders.push(...(await comeAsResident(api, phone)));

  const took: number[] = [];
  for (let n = 0; n < VERDICTS; n++) {
    const holder = holders[n % holders.length];
    if (holder === undefined) throw new Error('nobody comes');
    const png = (await pictureOf(page, holder.show(0))).toString('base64');
    const ms = await page.evaluate(async (encoded) => {
      const { lens } = Object(window);
      const { drawImage } = CanvasRenderingContext2D.prototype;
      await lens.show(encoded);
      const framedAt = await new Promise<number>((resolve) => {
        CanvasRenderingContext2D.prototype.drawImage = function draw(...image: unknown[]) {
          Reflect.apply(drawImage, this, image);
          resolve(performance.now());
        };
      });
      CanvasRenderingContext2D.prototype.drawImage = drawImage;
      const isShown = () => document.querySelector('[role=alertdialog]') !== null;
      while (!isShown()) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - framedAt;
    }, png);
    took.push(ms);
    await clearCamera(page);
    // On a machine so busy that the code was dead when it was read, its time counts all the same.
    const put = verdict(page).getByRole('button');
    if (await put.isVisible()) await put.click();
    await verdict(page).waitFor({ state: 'detached' });
  }
  figures['camera.frameToVerdict.p95Ms'] = middle(took, 0.95);
  await page.context().close();
}

/** From the address to the gates on the screen, the sign-in among it. */
async function managerPage(street: Street): Promise<void> {
  const page = await (await newPhone(street)).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${street.local.origin}/manager/gates`);
  await signInHere(street, page);
  await page.getByRole('heading', { name: '出入口' }).waitFor();
  figures['page.manager.kbGzip'] = await weightOf(asked);
  await page.context().close();
}

/** A frame's way to the reading worker of the built page and back, on pictures from a noisy sensor. */
async function throughTheWorker(street: Street): Promise<void> {
  const page = await (await newPhone(street)).newPage();
  const assets: string[] = [];
  page.on('request', (asked) => assets.push(new URL(asked.url()).pathname));
  await openShift(street, page);
  const worker = assets.find((path) => path.includes('reader.worker'));
  if (worker === undefined) throw new Error('the page has no reader');
  await page.goto(`${street.local.origin}/dev/inbox`);
  const { width, height, data } = pictureUnder('XQ1:A CODE', { ...NOISY, sidePx: 360 });
  const grey = Buffer.from(data.filter((_, at) => at % 4 === 0)).toString('base64');
  const took = await page.evaluate(
    async ({ reader, frames, width, height, grey }) => {
      const light = Uint8Array.from(atob(grey), (character) => character.charCodeAt(0));
      const picture = new ImageData(width, height);
      for (const [at, one] of light.entries()) picture.data.set([one, one, one, 255], at * 4);
      const zxing = new Worker(reader, { type: 'module' });
      const heard = () =>
        new Promise<{ texts: string[] }>((resolve) => {
          zxing.onmessage = ({ data }) => resolve(data);
        });
      await heard();
      const times: number[] = [];
      for (let n = 0; n < frames; n++) {
        const copy = new ImageData(new Uint8ClampedArray(picture.data), width, height);
        const began = performance.now();
        const answer = heard();
        zxing.postMessage({ type: 'pixels', frame: copy }, [copy.data.buffer]);
        if ((await answer).texts.length !== 1) throw new Error('the code was not read');
        times.push(performance.now() - began);
      }
      return times;
    },
    { reader: worker, frames: FRAMES, width, height, grey },
  );
  figures['camera.reader.frameMs'] = middle(took);
  await page.context().close();
}

const street = await openStreet();
try {
  const { demo } = street.local;
  const phones = demo.residents.map(({ phone }) => phone);
  const [first = ''] = phones;
  await residentPage(street, first);
  await managerPage(street);
  await cameraToVerdict(street, phones);
  await throughTheWorker(street);
  Object.assign(figures, await ladderOf(street, middle));
} finally {
  await street.close();
}
console.log(JSON.stringify(figures));
