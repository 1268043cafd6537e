import { PAGES } from '../pages.ts';

const ANY_PAGE = PAGES.join('|');

/**
 * What runs at the edge for each page that is asked for: a page's own addresses are all its one
 * document, and the bare domain is the resident's page. Plain JavaScript of CloudFront's runtime;
 * infra/pages/page-files.ts does the same on one machine.
 */
export const PAGE_ADDRESS_CODE = `
function handler(event) {
  var request = event.request;
  var uri = request.uri;
  var moved = uri === '/' ? '/resident/' : /^\\/(${ANY_PAGE})$/.test(uri) ? uri + '/' : '';
  if (moved !== '') {
    return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: moved } } };
  }
  var page = /^\\/(${ANY_PAGE})\\/[^.]*$/.exec(uri);
  if (page !== null) request.uri = '/' + page[1] + '/index.html';
  return request;
}
`;
