import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What keeps somebody out, as opposed to what is merely not ideal. */
const SERIOUS = ['serious', 'critical'];

/** What comes and goes on a page takes less than this; the bar of a live code takes five seconds. */
const LONGEST_FADE_MS = 1_000;

/** Each serious violation on the page as it stands: which rule, which element, and what is wrong. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (longest) => {
    // Half way through its fade, a dialog is as pale as what it covers.
    const fading = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) <= longest);
    await Promise.allSettled(fading.map(({ finished }) => finished));
    const { axe: here } = Object(window);
    const found: axe.AxeResults = await here.run(document, { resultTypes: ['violations'] });
    return found.violations;
  }, LONGEST_FADE_MS);
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}
