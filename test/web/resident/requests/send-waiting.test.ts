import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FIRST_REQUEST_TYPES } from '../../../../shared/desk/request-types.ts';
import { ERRORS } from '../../../../shared/errors.ts';
import { type OwnRequest, SubmitRequest } from '../../../../shared/messages/requests.ts';
import type { Waiting } from '../../../../web/resident/requests/kept-requests.ts';
import * as kept from '../../../../web/resident/requests/kept-requests.ts';
import * as sending from '../../../../web/resident/requests/send-waiting.ts';
import { emptyWallet } from '../../../../web/resident/wallet/kept-wallet.ts';

const NOW = Date.UTC(2026, 10, 27, 5);
const [REPAIR] = FIRST_REQUEST_TYPES;
if (REPAIR === undefined) throw new Error('a compound begins without types');
const TYPE_NAME = REPAIR.name;

/** What the server is sent, in the order in which it comes. */
const bodies: SubmitRequest[] = [];
type Answer = (body: SubmitRequest) => Promise<Response> | Response;
let answer: Answer = () => Promise.reject(new TypeError('no network'));

const entryOf = (n: number): Waiting => ({
  key: `000000000000000${n}`,
  residentId: 'res_1_aaaaaaaaaa',
  typeId: 'repair',
  typeName: TYPE_NAME,
  text: `第${n}件`,
  details: { where: '家里' },
  photos: [],
  at: NOW + n,
});
const taken = ({ key, typeId, text, details }: SubmitRequest): OwnRequest => ({
  requestId: `req_1_${key}`,
  residentId: 'res_1_aaaaaaaaaa',
  typeId,
  typeName: '报修',
  state: 'new',
  at: NOW,
  dueAt: NOW,
  version: 1,
  text,
  details,
  photos: [],
  steps: [],
  handOvers: [],
  advances: [],
  redacted: false,
  canReopen: false,
});
const takes: Answer = (body) => Response.json(taken(body));
const refuses =
  (code: keyof typeof ERRORS, status: number): Answer =>
  () => {
    const { says, next } = ERRORS[code];
    return Response.json({ error: { code, message: says, next } }, { status });
  };

describe('what waits on the phone', () => {
  const page = { ...kept, ...sending };
  const keys = () => page.waiting.value.map(({ key }) => key);

  beforeAll(() => {
    vi.stubGlobal('document', { hidden: true, documentElement: { dataset: {} } });
    vi.stubGlobal('fetch', async (_: string, { body }: { body: Uint8Array }) => {
      const sent = SubmitRequest.parse(JSON.parse(new TextDecoder().decode(body)));
      bodies.push(sent);
      return answer(sent);
    });
  });
  afterAll(() => vi.unstubAllGlobals());
  beforeEach(async () => {
    for (const { key } of page.waiting.value) await page.dropWaiting(key);
    bodies.length = 0;
    answer = () => Promise.reject(new TypeError('no network'));
  });

  it('is still there after a reload, and is sent under the same name until it has come through', async () => {
    await page.keepWaiting(entryOf(1));
    await page.sendWaiting();
    page.waiting.value = [];
    await page.loadKept();
    expect(page.waiting.value).toEqual([entryOf(1)]);
    answer = takes;
    await page.sendWaiting();
    await page.sendWaiting();
    expect(bodies.map(({ key, text }) => [key, text])).toEqual([
      [entryOf(1).key, '第1件'],
      [entryOf(1).key, '第1件'],
    ]);
    await page.loadKept();
    expect(keys()).toEqual([]);
  });

  it('is sent once where a page and its owner ask for it at the same time', async () => {
    await page.keepWaiting(entryOf(1));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async (body) => {
      await held;
      return takes(body);
    };
    const asked = [page.sendNow(entryOf(1)), page.sendWaiting(), page.sendWaiting()];
    // The round has read what waits, and found the one that is on its way.
    for (let reads = 0; reads < 5; reads++) await page.loadKept();
    release();
    await Promise.all(asked);
    expect(bodies).toHaveLength(1);
  });

  it('goes in the order in which it was written, and stops where the network does', async () => {
    for (const n of [2, 1, 3]) await page.keepWaiting(entryOf(n));
    answer = (body) =>
      body.text === '第2件' ? Promise.reject(new TypeError('gone')) : takes(body);
    await page.sendWaiting();
    expect(bodies.map(({ text }) => text)).toEqual(['第1件', '第2件']);
    expect(keys()).toEqual([entryOf(2).key, entryOf(3).key]);
  });

  it('is told why the server does not take it, and holds nothing else up', async () => {
    for (const n of [1, 2]) await page.keepWaiting(entryOf(n));
    const refusal = refuses('invalid_input', 400);
    answer = (body) => (body.text === '第1件' ? refusal(body) : takes(body));
    await page.sendWaiting();
    expect(page.waiting.value.map(({ key, refused }) => [key, refused?.says.zh])).toEqual([
      [entryOf(1).key, ERRORS.invalid_input.says.zh],
    ]);
    await page.sendWaiting();
    expect(bodies.map(({ text }) => text)).toEqual(['第1件', '第2件']);
  });

  it('waits for its owner to sign in, and says so', async () => {
    await page.keepWaiting(entryOf(1));
    answer = refuses('not_signed_in', 401);
    await page.sendWaiting();
    expect([page.sendingNeedsSignIn.value, keys()]).toEqual([true, [entryOf(1).key]]);
    answer = takes;
    await page.sendWaiting();
    expect([page.sendingNeedsSignIn.value, keys()]).toEqual([false, []]);
  });

  it('is not sent for whoever has signed out meanwhile', async () => {
    for (const n of [1, 2]) await page.keepWaiting(entryOf(n));
    answer = async (body) => {
      await emptyWallet();
      return takes(body);
    };
    await page.sendWaiting();
    expect(bodies.map(({ text }) => text)).toEqual(['第1件']);
  });
});
