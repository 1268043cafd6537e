import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What keeps somebody out, as opposed to what is merely not ideal. */
const SERIOUS = ['serious', 'critical'];

/**
 * Each serious violation on the page as it stands: which rule, which element, and what is wrong.
 * In legacy mode, as the pages have no frame of another origin, axe needs no second page of its own.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await axe.setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}
