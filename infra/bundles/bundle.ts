import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { lean } from './lean.ts';

const ROOT = join(import.meta.dirname, '../..');

const SUFFIX = '.lambda.ts';
const FOLDERS = ['functions/entrypoints', 'infra/pages'];

/** What runs on Lambda: name → file. The pages' is China's alone. */
export function entryPoints(): Record<string, string> {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((file) => file.endsWith(SUFFIX))
      .map((file) => [file.slice(0, -SUFFIX.length), join(ROOT, folder, file)] as const),
  );
  return Object.fromEntries(files);
}

export type Bundled = {
  /** One folder an entry point: index.mjs, and its map, which is not deployed. */
  readonly folder: string;
  /** File → bytes of it in the bundle. */
  readonly contentsOf: (name: string) => Readonly<Record<string, number>>;
};

/**
 * Bundles every entry point, as Lambda gets it, into a folder that is emptied first.
 * @param webDir the built pages, which go along with the function that serves them in China
 */
export async function bundleFunctions(folder: string, webDir: string): Promise<Bundled> {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: Object.entries(entryPoints()).map(([name, file]) => ({
      in: file,
      out: `${name}/index`,
    })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What both partitions have.
    target: 'node22',
    mainFields: ['module', 'main'],
    minify: true,
    // Words in Chinese as they are: half of what escapes take.
    charset: 'utf8',
    // For whoever reads a fault's line; the functions themselves would only load them as they start.
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    plugins: [lean(ROOT)],
    logLevel: 'error',
  });
  cpSync(webDir, join(folder, 'pages/web'), { recursive: true });
  const outputs = Object.entries(metafile.outputs);
  return {
    folder,
    contentsOf: (name) => {
      const [, output] = outputs.find(([file]) => file.endsWith(`/${name}/index.mjs`)) ?? [];
      if (output === undefined) throw new TypeError(`no entry point ${name}`);
      const parts = Object.entries(output.inputs).map(
        ([file, { bytesInOutput }]) => [file, bytesInOutput] as const,
      );
      return Object.fromEntries(parts.filter(([, bytes]) => bytes > 0));
    },
  };
}
