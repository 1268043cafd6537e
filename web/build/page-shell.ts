import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { SHOWN_LANGUAGE } from '../kit/offline/shown-language.ts';

const SOURCE = fileURLToPath(new URL('../kit/offline/service-worker.ts', import.meta.url));

/** Where it lies is what it may serve, so its name cannot change with its content. */
const WORKER = 'service-worker.js';
const SHELL = '__PAGE_SHELL__';

/** What a phone reads to put the page on its home screen, under names that it may come back to. */
const INSTALLED = [
  'manifest.webmanifest',
  'icon-180.png',
  'icon-192.png',
  'icon-512.png',
  'icon-maskable-512.png',
];

/** Gives each of these pages what it needs to be installed, and its service worker the list of its files. */
export function pageShell(pages: readonly string[]): Plugin {
  return {
    name: 'page-shell',
    apply: 'build',
    applyToEnvironment: ({ name }) => pages.includes(name),
    enforce: 'post',
    buildStart() {
      const page = this.environment.name;
      this.emitFile({
        type: 'chunk',
        id: SOURCE,
        fileName: `${page}/${WORKER}`,
      });
      for (const file of INSTALLED) {
        const source = readFileSync(new URL(`../${page}/installed/${file}`, import.meta.url));
        this.emitFile({ type: 'asset', fileName: `${page}/${file}`, source });
      }
    },
    generateBundle(_, bundle) {
      const page = this.environment.name;
      const worker = bundle[`${page}/${WORKER}`];
      if (worker?.type !== 'chunk') return;
      // Old phones know no service worker that imports, and would keep nothing for their time offline.
      if (worker.imports.length > 0) this.error(`${WORKER} shares ${worker.imports.join()}`);
      const files = Object.keys(bundle)
        .filter((file) => file.startsWith('assets/'))
        .map((file) => `/${file}`)
        .sort();
      const document = bundle[`${page}/index.html`];
      const release = createHash('sha256')
        .update(files.join())
        .update(document?.type === 'asset' ? document.source : '')
        .digest('hex')
        .slice(0, 16);
      const shell = { address: `/${page}/`, release, files, shownLanguage: SHOWN_LANGUAGE };
      worker.code = worker.code.replace(SHELL, JSON.stringify(shell));
    },
  };
}
