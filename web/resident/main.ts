import '../kit/kit.css';
import 'vant/es/popup/index.css';
import 'vant/es/overlay/index.css';
import './app/page.css';
import { createApp } from 'vue';
import App from './app/app.vue';
import { router } from './app/router.ts';
import { paySignOutOwed } from './app/sign-out.ts';
import { loadWallet } from './wallet/kept-wallet.ts';

async function start(): Promise<void> {
  void paySignOutOwed();
  // What this phone holds decides which page is first, and needs no network.
  await loadWallet();
  createApp(App).use(router).mount('#app');
}

void start();
