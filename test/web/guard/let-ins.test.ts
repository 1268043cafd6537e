import { expect, it } from 'vitest';
import { openLetIns } from '../../../web/guard/arrivals/let-ins.ts';
import { createApi } from '../../../web/kit/api.ts';

/** A device with its disk, before a server that is there or not. */
function device() {
  const disk = new Map<string, unknown>();
  const heard: unknown[] = [];
  const network = { isThere: true, answers: 204 };
  const open = () =>
    openLetIns({
      database: {
        get: async (_: string, key: string) => disk.get(key),
        put: async (_: string, value: unknown, key: string) => {
          disk.set(key, value);
          return key;
        },
        // cast: of the disk it asks these two alone
      } as never,
      api: createApi({
        fetch: async (input, init) => {
          if (!network.isThere) throw new TypeError('lost');
          heard.push(await new Request(new URL(String(input), 'http://localhost'), init).json());
          return new Response(null, { status: network.answers });
        },
      }),
      sign: async () => ({ authorization: 'XQ-Device signed' }),
      device: { gateId: 'gat_1_1' },
    });
  return { disk, heard, network, open };
}

it('who was let in by hand is told to the server when the network is back, over a reload, once', async () => {
  const { disk, heard, network, open } = device();
  network.isThere = false;
  await (await open()).note({ boot: 7, seq: 1 }, 'XQ1:A', 1_800_000_000_000.5);
  expect(heard).toEqual([]);
  network.isThere = true;
  const later = await open();
  await later.note({ boot: 8, seq: 1 }, 'XQ1:B', 1_800_000_060_000);
  await later.send();
  expect(heard).toEqual([
    { boot: 7, seq: 1, code: 'XQ1:A', at: 1_800_000_000_000 },
    { boot: 8, seq: 1, code: 'XQ1:B', at: 1_800_000_060_000 },
  ]);
  expect(disk.get('letIns')).toEqual([]);
});
