import { join } from 'node:path';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import * as z from 'zod';
import { appOfEnvironment } from '../../functions/entrypoints/adapters.ts';
import { readEnvironment } from '../../functions/entrypoints/environment.ts';
import { EDGE_HEADER } from '../aws/edge-headers.ts';
import { servePage } from './page-files.ts';

const { edgeSecret } = await appOfEnvironment();
const { PHOTO_UPLOAD_ORIGIN: upload, PHOTO_VIEW_ORIGIN: view } = readEnvironment(
  z.object({ PHOTO_UPLOAD_ORIGIN: z.url(), PHOTO_VIEW_ORIGIN: z.url() }),
);
const webDir = join(import.meta.dirname, 'web');

/** The pages where the edge can neither add headers nor rewrite addresses: in China. */
const app = new Hono();
app.get('*', async (c) => {
  if (c.req.header(EDGE_HEADER) !== edgeSecret) return c.body(null, 403);
  if (c.req.path === '/') return c.redirect('/resident/', 308);
  return (await servePage(webDir, c.req.path, { upload, view })) ?? c.body(null, 404);
});
export const handler = handle(app);
