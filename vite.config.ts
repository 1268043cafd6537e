import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { leanZod } from './web/build/lean-zod.ts';

const page = (name: string) => fileURLToPath(new URL(`web/${name}/index.html`, import.meta.url));

// The oldest engines met in the field: WeChat's web view on an Android 10 phone, iOS 15.
const OLDEST_BROWSERS = ['chrome87', 'safari15'];

export default defineConfig({
  root: 'web',
  publicDir: false,
  plugins: [vue(), leanZod()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: OLDEST_BROWSERS,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { resident: page('resident'), guard: page('guard') } },
  },
  worker: { format: 'es' },
});
