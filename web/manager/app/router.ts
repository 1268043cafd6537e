import { createRouter, createWebHistory } from 'vue-router';
import { toPrint } from '../cards/issued-cards.ts';
import { CONSOLE_PAGES } from './console-pages.ts';

/** Nothing in an address says who it is about. */
export const router = createRouter({
  history: createWebHistory('/manager/'),
  routes: [
    ...CONSOLE_PAGES.map(({ name, path, component }) => ({ name, path, component })),
    { path: '/', name: 'home', component: () => import('./home-page.vue') },
    { path: '/', redirect: { name: 'gates' } },
    { path: '/gates', name: 'gates', component: () => import('../gates/gates-page.vue') },
    { path: '/entries', name: 'entries', component: () => import('../entries/entries-page.vue') },
    { path: '/review', name: 'review', component: () => import('../review/review-page.vue') },
    { path: '/passes', name: 'passes', component: () => import('../passes/passes-page.vue') },
    { path: '/roster', name: 'roster', component: () => import('../roster/roster-page.vue') },
    {
      path: '/cards',
      name: 'cards',
      component: () => import('../cards/cards-page.vue'),
      beforeEnter: () => toPrint.value.length > 0 || { name: 'passes' },
    },
    { path: '/:unknown(.*)*', redirect: { name: 'home' } },
  ],
});
