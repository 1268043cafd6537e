import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import CodePage from '../first-visit/code-page.vue';
import HomePage from '../first-visit/home-page.vue';
import NoPhonePage from '../first-visit/no-phone-page.vue';
import NoticePage from '../first-visit/notice-page.vue';
import PhonePage from '../first-visit/phone-page.vue';
import { stepOf, visit } from '../first-visit/visit.ts';
import MePage from '../me/me-page.vue';
import PrivacyPage from '../me/privacy-page.vue';
import PassPage from '../pass/pass-page.vue';
import { wallet } from '../wallet/kept-wallet.ts';

const hasPass = () => wallet.value.passes.length > 0;

/** Nothing in an address says who it is about. All pages come at once: at the gate there may be no network. */
const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'pass',
    component: PassPage,
    beforeEnter: () => hasPass() || { name: stepOf(visit) },
  },
  {
    path: '/me',
    name: 'me',
    component: MePage,
    beforeEnter: () => hasPass() || { name: 'pass' },
  },
  { path: '/privacy', name: 'privacy', component: PrivacyPage },
  {
    path: '/notice',
    name: 'notice',
    component: NoticePage,
    beforeEnter: () => !hasPass() || { name: 'pass' },
  },
  {
    path: '/phone',
    name: 'phone',
    component: PhonePage,
    beforeEnter: () => visit.agreed || hasPass() || { name: 'notice' },
  },
  {
    path: '/code',
    name: 'code',
    component: CodePage,
    beforeEnter: () => visit.sent !== undefined || { name: 'phone' },
  },
  { path: '/home', name: 'home', component: HomePage },
  { path: '/no-phone', name: 'no-phone', component: NoPhonePage },
  { path: '/:unknown(.*)*', redirect: { name: 'pass' } },
];

export const router = createRouter({ history: createWebHashHistory(), routes });
