import { FILE_NAME_HEADER } from '../../shared/messages/rosters.ts';

/**
 * What the functions read of a request, and the edge has to hand on. The authorization is in a
 * list of its own, since CloudFront takes it only where it may tell answers apart.
 */
export const HANDED_ON = [
  FILE_NAME_HEADER,
  'CloudFront-Viewer-Address',
  'Origin',
  'If-None-Match',
  'Content-Type',
  'Xq-Purpose',
] as const;
export const AUTHORIZATION = 'Authorization';

/** The edge's secret, which the functions ask for. */
export const EDGE_HEADER = 'xq-edge';
