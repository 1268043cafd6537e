import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeVideoOf } from '../support/video-file.ts';
import { enrolAndStartShift, openStreet, type Street, verdictOf } from './street.ts';

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
    await enrolAndStartShift(street, guard);
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
});
