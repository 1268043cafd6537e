import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What keeps somebody out, as opposed to what is merely not ideal. */
const SERIOUS = ['serious', 'critical'];

/** Each serious violation on the page as it stands: which rule, which element, and what is wrong. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: here } = Object(window);
    const found: axe.AxeResults = await here.run(document, { resultTypes: ['violations'] });
    return found.violations;
  });
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}
