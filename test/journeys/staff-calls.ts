import type { Page } from '@playwright/test';

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
