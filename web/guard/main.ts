import '../kit/schemas-without-eval.ts';
import '../kit/kit.css';
import './app/guard.css';
import { createApp } from 'vue';
import GuardApp from './app/guard-app.vue';
import { keepPage } from './offline/kept-page.ts';

createApp(GuardApp).mount('#app');
keepPage();
