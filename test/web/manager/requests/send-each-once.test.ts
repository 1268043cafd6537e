import { describe, expect, it } from 'vitest';
import type { PhotoId } from '../../../../shared/ids.ts';
import { OFFLINE } from '../../../../web/kit/api-failure.ts';
import type { PhotoRoutes } from '../../../../web/kit/photo.ts';
import { sendEachOnce } from '../../../../web/manager/requests/send-each-once.ts';

const PHOTOS: Record<string, PhotoId> = {
  pipe: 'pho_1_0000000000000001',
  wall: 'pho_1_0000000000000002',
};
const TO: PhotoRoutes = { ask: async () => OFFLINE, confirm: async () => OFFLINE };

/** Storage that a network reaches, or does not. */
function storage() {
  const sent: string[] = [];
  const state = { reached: true };
  const send = sendEachOnce({
    uploadPhoto: async (photo) => {
      const photoId = PHOTOS[photo];
      if (!state.reached || photoId === undefined) return OFFLINE;
      sent.push(photo);
      return photoId;
    },
  });
  return { sent, state, send };
}

describe('photos that go with a request taken by phone', () => {
  it('go in the order in which they were chosen, and none where none was', async () => {
    const { send } = storage();
    expect(await send(['wall', 'pipe'], TO)).toEqual([PHOTOS.wall, PHOTOS.pipe]);
    expect(await send([], TO)).toEqual([]);
  });

  it('are sent once each, also when the network broke between them', async () => {
    const { sent, state, send } = storage();
    await send(['pipe'], TO);
    state.reached = false;
    expect(await send(['pipe', 'wall'], TO)).toBe(OFFLINE);
    state.reached = true;
    expect(await send(['pipe', 'wall'], TO)).toEqual([PHOTOS.pipe, PHOTOS.wall]);
    expect(sent).toEqual(['pipe', 'wall']);
  });

  it('stay out of it once they were taken out of the choice', async () => {
    const { send } = storage();
    await send(['pipe', 'wall'], TO);
    expect(await send(['wall'], TO)).toEqual([PHOTOS.wall]);
  });
});
