import '../kit/kit.css';
import './app/guard.css';
import { createApp } from 'vue';
import GuardApp from './app/guard-app.vue';

createApp(GuardApp).mount('#app');
