import type { Page } from '@playwright/test';

/**
 * What a reader cannot see all of: what reaches out of the page sideways, and what is cut off inside
 * its own box. What is only for the ear is no matter.
 */
export const cutOff = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { width, left, right } = element.getBoundingClientRect();
      const isForTheEar = element.closest('.spoken, [aria-hidden=true]') !== null;
      if (width === 0 || isForTheEar) continue;
      const { overflowX, overflowY, display } = getComputedStyle(element);
      const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      const cutsWords =
        display !== 'inline' &&
        ((clips(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (clips(overflowY) && element.scrollHeight > element.clientHeight + 1));
      if (right > clientWidth + 1 || left < -1 || cutsWords) {
        found.push(`${element.tagName}.${element.className} ${element.innerText.slice(0, 30)}`);
      }
    }
    return found;
  });
