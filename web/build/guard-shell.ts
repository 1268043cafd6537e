import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../guard/offline/service-worker.ts', import.meta.url));

/** The service worker's place is its scope, so its name cannot change with its content. */
const WORKER = 'guard/service-worker.js';
const SHELL = '__GUARD_SHELL__';

/** Tells the guard's service worker which files make up this release. */
export function guardShell(): Plugin {
  return {
    name: 'guard-shell',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'guard',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: SOURCE, fileName: WORKER });
    },
    generateBundle(_, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') return;
      const files = Object.keys(bundle)
        .filter((file) => file !== WORKER && !file.endsWith('.html'))
        .map((file) => `/${file}`)
        .sort();
      const page = bundle['guard/index.html'];
      const release = createHash('sha256')
        .update(files.join())
        .update(page?.type === 'asset' ? page.source : '')
        .digest('hex')
        .slice(0, 16);
      worker.code = worker.code.replace(SHELL, JSON.stringify({ release, files }));
    },
  };
}
