import { html } from 'hono/html';
import { schemaOf } from '../openapi/document.ts';
import type { Operation } from '../openapi/operation.ts';
import { OPERATIONS } from '../openapi/operations.ts';
import { API_DESCRIPTION } from '../paths.ts';
import { document, type Rendered } from './local-pages.ts';

const CALLERS: Readonly<Record<keyof typeof OPERATIONS, string>> = {
  anyone: '任何人 · anyone',
  resident: '住户 · residents',
  gate: '门岗 · gate devices and guards',
  manager: '物业 · property managers',
};

const json = (value: unknown): Rendered => html`<pre>${JSON.stringify(value, null, 2)}</pre>`;

function message(title: string, schema: unknown, example: unknown): Rendered {
  return html`<h3>${title}</h3>
    ${json(example)}
    <details>
      <summary>schema</summary>
      <div>${json(schema)}</div>
    </details>`;
}

function entry({ endpoint, action, summary, body, answer }: Operation): Rendered {
  return html`<details>
    <summary>
      <span class="method">${endpoint.method}</span> ${endpoint.path}
      <div class="muted">${summary}</div>
    </summary>
    <div>
      <p class="muted">${action}</p>
      ${endpoint.body === undefined ? '' : message('body', schemaOf(endpoint.body, 'input'), body)}
      ${
        endpoint.answer === undefined
          ? html`<p>204</p>`
          : message('answer', schemaOf(endpoint.answer, 'output'), answer)
      }
    </div>
  </details>`;
}

/** Every call that the API answers, for whoever writes a client. */
export function referencePage(): Rendered {
  const sections = Object.entries(OPERATIONS).map(
    ([caller, operations]) =>
      html`<h2>${Object.entries(CALLERS).find(([name]) => name === caller)?.[1] ?? caller}</h2>
        ${operations.map(entry)}`,
  );
  return document(
    'API',
    html`<h1>API</h1>
      <p><a href="${API_DESCRIPTION}">OpenAPI 3.1</a></p>
      ${sections}
      <a href="/">返回 · back</a>`,
  );
}
