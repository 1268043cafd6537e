import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vibrationOf } from '../../web/guard/verdict/signal-plan.ts';
import { writeVideoOf } from '../support/video-file.ts';
import {
  enrolAndSignIn,
  enrolAndStartShift,
  openStreet,
  putPinOff,
  type Street,
  verdictOf,
} from './street.ts';

describe('the guard’s page and the browser’s own camera', () => {
  let street: Street;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiaoquma-camera-'));
    const video = join(folder, 'poster.y4m');
    await writeVideoOf('https://example.com/poster', video);
    street = await openStreet({
      args: [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${video}`,
      ],
    });
  });
  afterAll(async () => {
    await street.close();
    await rm(folder, { recursive: true });
  });

  it('opens it, reads what stands before it, and says what that is', async () => {
    const guard = await (await street.newPhone()).newPage();
    await enrolAndSignIn(street, guard);
    const verdict = verdictOf(guard, 'deny');
    await verdict.waitFor();
    expect(await verdict.getAttribute('data-reason')).toBe('malformed');
  });

  it('says what to do where the camera is refused, and that people still go in', async () => {
    const phone = await street.newPhone();
    const guard = await phone.newPage();
    await guard.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('refused', 'NotAllowedError'));
    });
    await enrolAndStartShift(street, guard);
    await guard.getByRole('heading', { name: '没有摄像头权限' }).waitFor();
    await guard.getByText('这期间请人工核对姓名和房号，是住户就放行。').waitFor();
    await guard.getByRole('button', { name: '再打开一次摄像头' }).waitFor();
  });

  it('lights the torch and keeps the lens, both over a reload, and each verdict is felt', async () => {
    const guard = await (await street.newPhone()).newPage();
    // Two lenses with a light, of which this machine has none; everything behind them is real.
    await guard.addInitScript(() => {
      const { mediaDevices } = navigator;
      const opened: unknown[] = [];
      const lit: unknown[] = [];
      const felt: unknown[] = [];
      Object.assign(window, { opened, lit, felt });
      const openReal = mediaDevices.getUserMedia.bind(mediaDevices);
      let lens = 'wide';
      mediaDevices.getUserMedia = (wanted) => {
        opened.push(wanted?.video);
        const { deviceId } = Object(wanted?.video);
        lens = deviceId?.exact ?? 'wide';
        return openReal({ video: true });
      };
      mediaDevices.enumerateDevices = async () =>
        ['wide', 'near'].map((deviceId) =>
          Object.assign(Object.create(InputDeviceInfo.prototype), {
            toJSON: () => deviceId,
          }),
        );
      for (const [name, value] of [
        ['kind', () => 'videoinput'],
        [
          'deviceId',
          function (this: { toJSON(): string }) {
            return this.toJSON();
          },
        ],
      ] as const) {
        Object.defineProperty(InputDeviceInfo.prototype, name, { get: value });
      }
      const track = MediaStreamTrack.prototype;
      track.getCapabilities = () => Object({ torch: true });
      track.getSettings = () => ({ deviceId: lens });
      track.applyConstraints = async (wanted) => void lit.push(Object(wanted?.advanced?.[0]).torch);
      navigator.vibrate = (pattern) => felt.push(pattern) > 0;
    });
    const noted = (what: 'opened' | 'lit' | 'felt') =>
      guard.evaluate((name): unknown[] => Object(window)[name], what);
    const button = (name: string) => guard.getByRole('button', { name, exact: true });
    await enrolAndSignIn(street, guard);
    await verdictOf(guard, 'deny').getByRole('button').click();
    await putPinOff(guard);
    expect(await noted('felt')).toEqual([vibrationOf('deny')]);
    await button('开灯').click();
    await button('关灯').waitFor();
    expect(await noted('lit')).toEqual([true]);
    await button('换镜头').click();
    await expect.poll(() => noted('opened')).toHaveLength(2);
    expect(await noted('opened')).toMatchObject([
      { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: 'environment' },
      { width: { ideal: 1920 }, height: { ideal: 1080 }, deviceId: { exact: 'near' } },
    ]);
    await guard.reload();
    await button('关灯').waitFor();
    expect(await noted('opened')).toMatchObject([{ deviceId: { exact: 'near' } }]);
    expect(await noted('lit')).toEqual([true]);
  });
});
