import type { Component } from 'vue';
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import { networkGone } from '../../kit/network.ts';
import CodePage from '../first-visit/code-page.vue';
import HomePage from '../first-visit/home-page.vue';
import NoticePage from '../first-visit/notice-page.vue';
import PhonePage from '../first-visit/phone-page.vue';
import { stepOf, visit } from '../first-visit/visit.ts';
import PassPage from '../pass/pass-page.vue';
import { wallet } from '../wallet/kept-wallet.ts';
import { later } from './later.ts';

const hasPass = () => wallet.value.passes.length > 0;

/** A page of whoever holds a pass on this phone. */
const withPass = (
  name: string,
  component: () => Promise<Component>,
  path = `/${name}`,
): RouteRecordRaw => ({
  path,
  name,
  component,
  beforeEnter: () => hasPass() || { name: 'pass' },
});

/** Nothing in an address says who it is about. */
const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'pass',
    component: PassPage,
    beforeEnter: () => hasPass() || { name: stepOf(visit) },
  },
  withPass('me', later.MePage),
  withPass('visitors', later.VisitorsPage),
  withPass('record', later.RecordPage),
  withPass('inbox', later.InboxPage),
  withPass('telling', later.TellingPage),
  withPass('requests', later.RequestsPage),
  { ...withPass('ask', later.AskPage, '/requests/new/:typeId'), props: true },
  { ...withPass('request', later.RequestPage, '/requests/:requestId'), props: true },
  withPass('scoreboard', later.ScoreboardPage),
  // Of any compound, for anybody: this address hangs on its board.
  { path: '/scoreboard/:compoundId', component: later.ScoreboardPage, props: true },
  withPass('health', later.HealthPage),
  withPass('registration', later.RegistrationPage),
  withPass('certificates', later.CertificatesPage),
  { path: '/certificates/:compoundId', component: later.CertificatesPage, props: true },
  withPass('announcements', later.AnnouncementsPage),
  withPass('announcement', later.AnnouncementPage, '/announcements/:id'),
  withPass('help', later.HelpPage),
  {
    path: '/join',
    name: 'join',
    component: later.JoinPage,
    beforeEnter: () => visit.agreed || { name: 'notice' },
  },
  { path: '/devices', name: 'devices', component: later.DevicesPage },
  { path: '/home-screen', name: 'home-screen', component: later.HomeScreenPage },
  { path: '/privacy', name: 'privacy', component: later.PrivacyPage },
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
  { path: '/no-phone', name: 'no-phone', component: later.NoPhonePage },
  { path: '/:unknown(.*)*', redirect: { name: 'pass' } },
];

export const router = createRouter({ history: createWebHashHistory(), routes });

// A page that could not be fetched: without network the header says so; with it, the release has
// changed meanwhile, and a reload at the same address brings the new one.
router.onError((_, to) => {
  if (networkGone.value) return;
  window.location.hash = to.fullPath;
  window.location.reload();
});
