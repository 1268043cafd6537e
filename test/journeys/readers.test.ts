import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comeAsResident } from '../../infra/demo/people.ts';
import { streetAt } from '../../infra/demo/street-client.ts';
import { slotAt } from '../../shared/time/slot.ts';
import { openShift, openStreet, type Street, verdict, verdictOf } from './street.ts';

const SIGNS: Readonly<Record<string, readonly [code: string, virtualKey: number]>> = {
  ' ': ['Space', 32],
  $: ['Digit4', 52],
  '%': ['Digit5', 53],
  '*': ['Digit8', 56],
  '+': ['Equal', 187],
  '-': ['Minus', 189],
  '.': ['Period', 190],
  '/': ['Slash', 191],
  ':': ['Semicolon', 186],
};
const SHIFT = 8;

/** A reader's keyboard: keys that the browser takes for real ones, five milliseconds apart. */
async function readerTypes(page: Page, text: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  // In the past: a key of a hand that follows must not be older than the reader's last.
  const began = Date.now() / 1000 - (text.length + 1) * 0.005;
  const keys = [...text, 'Enter'].map((key, at) => {
    const [sign, signKey] = SIGNS[key] ?? ['', 0];
    const isLetter = /^[A-Z]$/.test(key);
    const isDigit = /^[0-9]$/.test(key);
    return {
      key,
      code: isLetter ? `Key${key}` : isDigit ? `Digit${key}` : key === 'Enter' ? key : sign,
      windowsVirtualKeyCode:
        key === 'Enter' ? 13 : isLetter || isDigit ? key.charCodeAt(0) : signKey,
      modifiers: isLetter || /^[$%*+:]$/.test(key) ? SHIFT : 0,
      text: key === 'Enter' ? '\r' : key,
      timestamp: began + at * 0.005,
    };
  });
  await Promise.all(
    keys.flatMap((key) => {
      const down = keyboard.send('Input.dispatchKeyEvent', { ...key, type: 'keyDown' });
      // Only these do something when they are let go: on a busy machine each event is a delay more.
      if (key.key !== ' ' && key.key !== 'Enter') return [down];
      return [down, keyboard.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp', text: '' })];
    }),
  );
  await keyboard.detach();
}

describe('a guard with a reader in the hand', () => {
  let street: Street;
  let guard: Page;
  let next: () => string;

  const gone = () => verdict(guard).waitFor({ state: 'detached' });

  beforeAll(async () => {
    street = await openStreet();
    guard = await (await street.newPhone()).newPage();
    // A wire that is plugged in and out by the test; everything behind it is the page's own.
    await guard.addInitScript(() => {
      class Wire extends EventTarget {
        readable: ReadableStream<Uint8Array> | null = null;
        controller: ReadableStreamDefaultController<Uint8Array> | undefined;
        async open() {
          if (localStorage.getItem('busy') === 'yes') throw new DOMException('', 'NetworkError');
          this.readable = new ReadableStream({
            start: (one) => {
              this.controller = one;
            },
          });
        }
        async close() {
          this.readable = null;
        }
        async forget() {
          localStorage.removeItem('granted');
        }
      }
      class Ports extends EventTarget {
        readonly wire = new Wire();
        getPorts = async () => (localStorage.getItem('granted') === 'yes' ? [this.wire] : []);
        requestPort = async () => {
          localStorage.setItem('granted', 'yes');
          return this.wire;
        };
      }
      const serial = new Ports();
      Object.defineProperty(navigator, 'serial', { value: serial });
      Object.assign(window, {
        plug: {
          send: (chunk: string) => serial.wire.controller?.enqueue(new TextEncoder().encode(chunk)),
          out: () => {
            const { controller } = serial.wire;
            serial.wire.readable = null;
            controller?.error(new DOMException('', 'NetworkError'));
          },
          in: () => serial.dispatchEvent(new Event('connect')),
        },
      });
    });
    await openShift(street, guard);
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    const holders = await comeAsResident(
      streetAt(street.local.origin, { ownAddresses: false }),
      person.phone,
    );
    const [holder] = holders;
    if (holder === undefined) throw new Error('nobody lives there');
    next = () => holder.show(0);
  });
  afterAll(() => street.close());

  const plug = (what: 'in' | 'out') =>
    guard.evaluate((way) => {
      const { plug: wire } = Object(window);
      wire[way]();
    }, what);
  const sends = (chunks: readonly string[]) =>
    guard.evaluate((all) => {
      const { plug: wire } = Object(window);
      for (const chunk of all) wire.send(chunk);
    }, chunks);
  const nextSlot = async () => {
    const now = slotAt(Date.now());
    await guard.waitForFunction((slot) => Math.floor(Date.now() / 5_000) > slot, now);
  };

  it('reads a live code with nothing in focus', async () => {
    await readerTypes(guard, next());
    await verdictOf(guard, 'allow').waitFor();
    await gone();
  });

  it('reads it while typing into a field, which keeps what the guard typed', async () => {
    await nextSlot();
    await guard.getByRole('button', { name: '人工通道' }).click();
    await guard.getByLabel('房号').fill('3-2');
    await guard.getByLabel('房号').focus();
    await readerTypes(guard, next());
    await verdictOf(guard, 'allow').waitFor();
    await gone();
    expect(await guard.getByLabel('房号').inputValue()).toBe('3-2');
    await guard.getByRole('button', { name: '关闭' }).click();
  });

  it('presses no button, whatever has the focus, and says what to switch where the text is wrong', async () => {
    await guard.getByRole('button', { name: '手动放行' }).focus();
    await readerTypes(guard, `${next().slice(0, -3)}`);
    await guard.getByText(/读码器打出来的字不对/).click();
    expect(await guard.getByRole('dialog').count()).toBe(0);
    // A hand that presses it does.
    await guard.getByRole('button', { name: '手动放行' }).press('Enter');
    await guard.getByRole('dialog', { name: '手动放行' }).waitFor();
    await guard.getByRole('button', { name: '关闭' }).press('Space');
    await guard.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('connects a reader on a wire once, and has it again after a reload', async () => {
    await guard.getByRole('button', { name: '读码器' }).click();
    await guard.getByRole('button', { name: '连接读码器' }).click();
    await guard.getByText('读码器已连接').waitFor();
    await guard.reload();
    await guard.getByRole('button', { name: '读码器' }).click();
    await guard.getByText('读码器已连接').waitFor();
    await guard.getByRole('button', { name: '关闭' }).click();
    await nextSlot();
    const code = next();
    await sends([code.slice(0, 40), code.slice(40), '\r\n']);
    await verdictOf(guard, 'allow').waitFor();
    await gone();
  });

  it('is told when it is unplugged, and reads on when it is plugged in', async () => {
    await plug('out');
    await guard.getByText('读码器已断开，插好就会自动连上').waitFor();
    await plug('in');
    await guard.getByText('读码器已断开，插好就会自动连上').waitFor({ state: 'detached' });
    await nextSlot();
    await sends([next()]);
    await verdictOf(guard, 'allow').waitFor();
    await gone();
  });

  it('may use the wire on the guard’s page alone', async () => {
    const policyOf = async (path: string) =>
      (await fetch(street.local.origin + path)).headers.get('permissions-policy');
    expect(await policyOf('/guard/')).toContain('serial=(self)');
    expect(await policyOf('/resident/')).toContain('serial=()');
  });
});
