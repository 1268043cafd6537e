import type { Locator, Page } from '@playwright/test';

/** What a member of staff asks of the API with the session of the page that they have open. */
export const staffCalls =
  (page: Page) =>
  (method: string, path: string, body?: Record<string, unknown>): Promise<unknown> =>
    page.evaluate(
      async ([how, to, text]) => {
        const headers = { 'content-type': 'application/json', 'xq-purpose': 'service_desk' };
        const init = text === '' ? { method: how, headers } : { method: how, headers, body: text };
        const answer = await fetch(to, init);
        return answer.status === 204 ? undefined : answer.json();
      },
      [method, `/api/v1/manager${path}`, body === undefined ? '' : JSON.stringify(body)] as const,
    );

const A_MOMENT_MS = 1_500;

/** Looks anew until it is there: the lists are a moment behind what was done. */
export async function lookFor(page: Page, wanted: Locator): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await page.reload();
    const isThere = wanted.waitFor({ timeout: A_MOMENT_MS }).then(
      () => true,
      () => false,
    );
    if (await isThere) return;
  }
  throw new Error(`not there: ${wanted}`);
}
