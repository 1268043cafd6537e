import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import * as z from 'zod';
import { leanZodSource, UNUSED_OF_ZOD } from './lean-zod.ts';

/** Lambda hands credentials over in the environment; the SDK's chain would look in nine other places. */
const CREDENTIALS =
  "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';";
/** Asked for where an operation streams events. None of ours does. */
const NO_EVENT_STREAMS = `
export class EventStreamSerde { constructor() { throw new Error('no event streams'); } }
export const resolveEventStreamSerdeConfig = (config) => config;
export const eventStreamSerdeProvider = () => { throw new Error('no event streams'); };`;
/** Endpoints are discovered only where a deployment asks for that. Ours names none. */
const NO_DISCOVERY = 'export class EndpointCache {}';

const REPLACED: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': CREDENTIALS,
  '@smithy/core/event-streams': NO_EVENT_STREAMS,
  '@aws-sdk/endpoint-cache': NO_DISCOVERY,
};
const ANY_REPLACED = new RegExp(`^(${Object.keys(REPLACED).join('|')})$`);
const REPLACEMENT = 'lean';

const Versioned = z.object({ version: z.string() });
async function versionAlone(packageFile: string): Promise<string> {
  return JSON.stringify(Versioned.parse(JSON.parse(await readFile(packageFile, 'utf8'))));
}

/**
 * The errors that a verb looks at. Any other is a fault: the SDK makes it of its base class, with
 * its name and its status, by which alone it decides whether to try again.
 */
export const CAUGHT = [
  'ConditionalCheckFailedException',
  'NoSuchKey',
  'TransactionCanceledException',
];
const REGISTERED = /^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm;
async function errorsCaught(schemasFile: string): Promise<string> {
  const source = await readFile(schemasFile, 'utf8');
  return source.replace(REGISTERED, (line, error: string) => (CAUGHT.includes(error) ? line : ''));
}

/**
 * Leaves out of a bundle what its packages carry along for others. What is loaded on demand has to
 * be whole, and makes whole whatever it loads: so two small modules keep a fifth of the bundle.
 * @param root where packages are found from
 */
export function lean(root: string): Plugin {
  return {
    name: 'lean',
    setup: (build) => {
      build.onResolve({ filter: ANY_REPLACED }, ({ path }) => ({ path, namespace: REPLACEMENT }));
      build.onLoad({ filter: /.*/, namespace: REPLACEMENT }, ({ path }) => ({
        contents: REPLACED[path] ?? '',
        resolveDir: root,
      }));
      build.onLoad({ filter: UNUSED_OF_ZOD }, ({ path }) => ({ contents: leanZodSource(path) }));
      build.onLoad(
        { filter: /\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/ },
        async ({ path }) => ({
          contents: await errorsCaught(path),
        }),
      );
      // A client states its version from its package.json, of which that is all it needs.
      build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/package\.json$/ }, async ({ path }) => ({
        contents: await versionAlone(path),
        loader: 'json',
      }));
    },
  };
}
