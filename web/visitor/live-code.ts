import { drawCode } from '../kit/code/draw-code.ts';
import { type CodeWriter, codeWriterOf } from '../kit/code/slot-code.ts';
import { slotCountdown } from '../kit/code/slot-countdown.ts';
import { h } from '../kit/dom.ts';
import { serverClock } from '../kit/phone-clock.ts';
import { t } from './words.ts';

/** The code of a pass, drawn anew each slot for as long as it stands on the page. */
export function liveCode(signedPass: string, key: CryptoKeyPair): HTMLElement {
  const write: CodeWriter = codeWriterOf({ signedPass, key });
  const canvas = h('canvas', {
    role: 'img',
    'data-testid': 'live-code',
    'aria-label': t('picture'),
  });
  const place = h('div', { class: 'place' }, canvas);
  const left = h('span', { 'aria-hidden': 'true' });
  const network = h('span', { class: 'strong', role: 'status' });
  const figure = h('figure', { class: 'code' }, place, h('figcaption', {}, left, network));
  let shown: { readonly slot: number; readonly text: string } | undefined;

  const draw = (): void => {
    if (shown === undefined || place.clientWidth === 0) return;
    drawCode(canvas, shown.text, place.clientWidth, window.devicePixelRatio);
    canvas.dataset.slot = String(shown.slot);
  };
  const tick = async (): Promise<void> => {
    const { slot, secondsLeft, nextChangeMs } = slotCountdown(serverClock.now());
    if (shown?.slot !== slot) {
      const text = await write(slot);
      shown = { slot, text };
      draw();
    }
    left.textContent = t('next', { seconds: secondsLeft });
    network.textContent = navigator.onLine === false ? t('offline') : '';
    setTimeout(() => {
      if (figure.isConnected) void tick();
    }, nextChangeMs);
  };
  // Once it stands on the page, where it has a size.
  requestAnimationFrame(() => void tick());
  window.addEventListener('resize', draw);
  return figure;
}
