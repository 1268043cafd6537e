import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newApp } from '../../functions/platform/http.ts';
import { type LocalServer, openServer } from '../../infra/local/server.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await openServer(0, { headersMs: 200, requestMs: 400 });
  const app = newApp();
  app.post('/echo', async (c) => c.text(await c.req.text()));
  server.answerWith((request) => app.fetch(request));
});
afterAll(() => server.stop());

const origin = () => `http://127.0.0.1:${server.port}`;

/** Sends this and no more, and waits until the server has had enough. */
async function answerTo(...sent: string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    answer += text;
  });
  for (const part of sent) socket.write(part);
  await once(socket, 'close');
  return answer;
}
const START = 'POST /echo HTTP/1.1\r\nhost: localhost\r\n';

describe('the local server', () => {
  it('ends a connection whose headers do not come', async () => {
    expect(await answerTo(START, 'x-slow: ')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('ends a connection whose body does not come', async () => {
    const announced = `${START}content-length: 10\r\n\r\n`;
    expect(await answerTo(announced, 'abc')).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('refuses a body over the limit by its announced length, before it comes', async () => {
    const announced = `${START}connection: close\r\ncontent-length: 10000000000\r\n\r\n`;
    const answer = await answerTo(announced);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('body_too_large');
  });

  it('refuses a body over the limit that announces nothing', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(16_384)),
    });
    const sent: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: endless,
      duplex: 'half',
    };
    const answer = await fetch(`${origin()}/echo`, sent);
    expect(answer.status).toBe(413);
  });

  it('answers everybody of a burst of two hundred, while slow callers hold on', async () => {
    const slow = Array.from({ length: 20 }, () => answerTo(START));
    const burst = Array.from({ length: 200 }, (_, n) =>
      fetch(`${origin()}/echo`, { method: 'POST', body: String(n) }).then((one) => one.text()),
    );
    expect(await Promise.all(burst)).toEqual(Array.from({ length: 200 }, (_, n) => String(n)));
    for (const ended of await Promise.all(slow)) expect(ended).toMatch(/^HTTP\/1\.1 408 /);
  });
});
