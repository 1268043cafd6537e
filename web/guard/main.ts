import '../kit/schemas-without-eval.ts';
import '../kit/kit.css';
import './app/guard.css';
import { createApp } from 'vue';
import { keepPage } from '../kit/offline/kept-page.ts';
import GuardApp from './app/guard-app.vue';

createApp(GuardApp).mount('#app');
void keepPage('guard');
