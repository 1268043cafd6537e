import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { PAGE_ADDRESS_CODE } from '../../../infra/aws/page-address.ts';
import { PAGES } from '../../../infra/pages.ts';

function ask(uri: string): unknown {
  const context: { answer?: unknown } = {};
  const call = `answer = handler({ request: { uri: ${JSON.stringify(uri)} } })`;
  runInNewContext(`${PAGE_ADDRESS_CODE}; ${call}`, context);
  return JSON.parse(JSON.stringify(context.answer));
}

describe('the edge knows the pages by their addresses', () => {
  it.each(PAGES)('every address of %s is its one document', (page) => {
    expect(ask(`/${page}/`)).toEqual({ uri: `/${page}/index.html` });
    expect(ask(`/${page}/some/where`)).toEqual({ uri: `/${page}/index.html` });
    expect(ask(`/${page}`)).toMatchObject({
      statusCode: 308,
      headers: { location: { value: `/${page}/` } },
    });
  });

  it('files keep their own, and the bare domain is the resident’s page', () => {
    for (const uri of ['/assets/main-AbCdEf12.js', '/resident/worker.js', '/api/openapi.json']) {
      expect(ask(uri)).toEqual({ uri });
    }
    expect(ask('/')).toMatchObject({ headers: { location: { value: '/resident/' } } });
  });
});
