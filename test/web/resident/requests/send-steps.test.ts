import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ERRORS } from '../../../../shared/errors.ts';
import type { OwnRequest } from '../../../../shared/messages/requests.ts';
import * as steps from '../../../../web/resident/requests/kept-steps.ts';
import { requestOf } from '../../../../web/resident/requests/own-requests.ts';
import { sayOfRequest } from '../../../../web/resident/requests/say-of-request.ts';
import { sendWaiting } from '../../../../web/resident/requests/send-waiting.ts';

const NOW = Date.UTC(2026, 10, 27, 5);
const request: OwnRequest = {
  requestId: 'req_1_0000000000000001',
  residentId: 'res_1_aaaaaaaaaa',
  typeId: 'repair',
  typeName: '报修',
  state: 'done',
  at: NOW,
  dueAt: NOW,
  version: 1,
  text: '厨房水管漏水',
  details: {},
  photos: [],
  steps: [],
  handOvers: [],
  advances: [],
  redacted: false,
  canReopen: false,
};

type Sent = { readonly path: string; readonly body: Record<string, unknown> };
const sent: Sent[] = [];
type Answer = (sent: Sent) => Promise<Response> | Response;
const noNetwork: Answer = () => Promise.reject(new TypeError('no network'));
const takes: Answer = () => Response.json({ ...request, version: 2 });
const refuses: Answer = () => {
  const { says, next } = ERRORS.step_refused;
  return Response.json({ error: { code: 'step_refused', message: says, next } }, { status: 409 });
};
let answer = noNetwork;

const note = (text: string) => ({ step: 'note', note: text }) as const;
const notesSent = () => sent.map(({ body }) => body.note);
const keysSent = () => new Set(sent.map(({ body }) => body.key));

describe('what is said of a request', () => {
  beforeAll(() => {
    vi.stubGlobal('document', { hidden: true, documentElement: { dataset: {} } });
    vi.stubGlobal('fetch', (path: string, { body }: { body?: Uint8Array } = {}) => {
      const text = body === undefined ? '{}' : new TextDecoder().decode(body);
      const one = { path, body: JSON.parse(text) };
      sent.push(one);
      return answer(one);
    });
  });
  afterAll(() => vi.unstubAllGlobals());
  beforeEach(async () => {
    for (const { key } of steps.waitingSteps.value) await steps.dropStep(key);
    sent.length = 0;
    answer = noNetwork;
  });

  it('waits where there is no network, through a reload, and goes once under one name', async () => {
    expect(await sayOfRequest(request, note('放门口'))).toBeUndefined();
    steps.waitingSteps.value = [];
    await steps.loadKeptSteps();
    expect(steps.stepsOf(request.requestId).map(({ what }) => what)).toEqual([note('放门口')]);
    answer = takes;
    await sendWaiting();
    await sendWaiting();
    expect(notesSent()).toEqual(['放门口', '放门口']);
    expect(keysSent().size).toBe(1);
    expect(steps.stepsOf(request.requestId)).toEqual([]);
    expect(requestOf(request.requestId)?.version).toBe(2);
  });

  it('keeps its order: what is said later comes after what waits', async () => {
    await sayOfRequest(request, note('第一句'));
    answer = takes;
    await sayOfRequest(request, { step: 'rate', service: 3 });
    await sendWaiting();
    expect(sent.map(({ body }) => body.step)).toEqual(['note', 'note', 'rate']);
  });

  it('confirms what went from hand to hand the same way', async () => {
    const handOverId = '0000000000000001';
    await sayOfRequest(request, { step: 'confirm', handOverId, of: 'back' });
    await sayOfRequest(request, { step: 'settle', advanceId: '0000000000000002' });
    await sayOfRequest(request, { step: 'deny', matter: { of: 'back', handOverId } });
    // What the page tried by itself meanwhile.
    await sendWaiting();
    answer = takes;
    sent.length = 0;
    await sendWaiting();
    const own = `/api/v1/resident/requests/${request.requestId}`;
    expect(sent.map(({ path }) => path)).toEqual([
      `${own}/hand-overs/${handOverId}/confirmation`,
      `${own}/advances/0000000000000002/settlement`,
      `${own}/denied`,
    ]);
  });

  it('that is refused at once goes back to whoever says it, and later stands with its reason', async () => {
    answer = refuses;
    expect((await sayOfRequest(request, note('还有一句')))?.code).toBe('step_refused');
    expect(steps.stepsOf(request.requestId)).toEqual([]);
    answer = noNetwork;
    await sayOfRequest(request, note('还有一句'));
    answer = refuses;
    await sendWaiting();
    const [kept] = steps.stepsOf(request.requestId);
    expect(kept?.refused?.says).toEqual(ERRORS.step_refused.says);
    sent.length = 0;
    await sendWaiting();
    expect(sent).toEqual([]);
  });
});
