import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { leanZod } from './infra/bundles/lean-zod.ts';
import { OFFLINE_PAGES, PAGES } from './infra/pages.ts';
import { pageShell } from './web/build/page-shell.ts';

// The oldest engines met in the field: WeChat's web view on an Android 10 phone, iOS 15.
const OLDEST_BROWSERS = ['chrome87', 'safari15'];

/** Each page is built by itself: a resident's phone loads nothing that only a guard's page needs. */
const page = (name: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    emptyOutDir: name === PAGES[0],
    rollupOptions: { input: fileURLToPath(new URL(`web/${name}/index.html`, import.meta.url)) },
  },
});

export default defineConfig({
  root: 'web',
  publicDir: false,
  plugins: [vue(), leanZod(), pageShell(OFFLINE_PAGES)],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: '../dist/web',
    target: OLDEST_BROWSERS,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  environments: Object.fromEntries(PAGES.map((name) => [name, page(name)])),
  builder: {
    buildApp: async (builder) => {
      for (const name of PAGES) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
  worker: { format: 'es' },
});
