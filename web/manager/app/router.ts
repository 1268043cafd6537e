import { createRouter, createWebHistory } from 'vue-router';

/** Nothing in an address says who it is about. */
export const router = createRouter({
  history: createWebHistory('/manager/'),
  routes: [
    { path: '/', redirect: { name: 'gates' } },
    { path: '/gates', name: 'gates', component: () => import('../gates/gates-page.vue') },
    { path: '/entries', name: 'entries', component: () => import('../entries/entries-page.vue') },
    { path: '/review', name: 'review', component: () => import('../review/review-page.vue') },
    { path: '/:unknown(.*)*', redirect: { name: 'gates' } },
  ],
});
