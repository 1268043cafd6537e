import { createRouter, createWebHistory } from 'vue-router';
import { toPrint } from '../cards/issued-cards.ts';
import { CONSOLE_PAGES } from './console-pages.ts';

/** Nothing in an address says who it is about. */
export const router = createRouter({
  history: createWebHistory('/manager/'),
  routes: [
    ...CONSOLE_PAGES.map(({ name, path, component, props = false }) => ({
      name,
      path,
      component,
      props,
    })),
    { path: '/', name: 'home', component: () => import('./home-page.vue') },
    {
      path: '/cards',
      name: 'cards',
      component: () => import('../cards/cards-page.vue'),
      beforeEnter: () => toPrint.value.length > 0 || { name: 'passes' },
    },
    {
      path: '/houses/:houseId',
      name: 'house',
      component: () => import('../houses/house-page.vue'),
      props: true,
    },
    {
      path: '/requests/:requestId',
      name: 'request',
      component: () => import('../requests/request-page.vue'),
      props: true,
    },
    // Not in the menu: in ordinary times they do not exist.
    { path: '/alerts', name: 'alerts', component: () => import('../alerts/alerts-page.vue') },
    {
      path: '/health-changes',
      name: 'healthChanges',
      component: () => import('../health-changes/health-changes-page.vue'),
    },
    {
      path: '/status-chains',
      name: 'statusChain',
      component: () => import('../status-chains/status-chain-page.vue'),
    },
    { path: '/:unknown(.*)*', redirect: { name: 'home' } },
  ],
});
