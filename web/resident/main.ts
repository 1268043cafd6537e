import '../kit/schemas-without-eval.ts';
import '../kit/kit.css';
import '../kit/type-size.ts';
import './app/page.css';
import { createApp } from 'vue';
import { languageReady } from '../kit/language.ts';
import { keepPage } from '../kit/offline/kept-page.ts';
import App from './app/app.vue';
import { router } from './app/router.ts';
import { paySignOutOwed } from './app/sign-out.ts';
import { updateUnseen } from './app/update-unseen.ts';
import { loadWallet } from './wallet/kept-wallet.ts';

async function start(): Promise<void> {
  void paySignOutOwed();
  // What this phone holds decides which page is first, and needs no network. Without the other
  // language's words the page is Chinese.
  await Promise.allSettled([loadWallet(), languageReady()]);
  createApp(App).use(router).mount('#app');
  void keepPage('resident');
  updateUnseen();
}

void start();
