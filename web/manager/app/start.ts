import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { languageReady } from '../../kit/language.ts';
import { keepPage } from '../../kit/offline/kept-page.ts';
import ManagerApp from './manager-app.vue';
import { queryClient } from './queries.ts';
import { router } from './router.ts';
import { updateUnseen } from './update-unseen.ts';

export async function start(): Promise<void> {
  // Without the other language's words the page is Chinese.
  await Promise.allSettled([languageReady()]);
  createApp(ManagerApp).use(router).use(VueQueryPlugin, { queryClient }).mount('#app');
  void keepPage('manager');
  updateUnseen();
}
