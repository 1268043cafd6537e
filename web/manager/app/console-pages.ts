import type { RouteRecordRaw } from 'vue-router';
import type { Action } from '../../../shared/permissions.ts';
import type { PlainWord } from '../words/words.ts';

/** The menu's parts, in its order; each is named by its word. */
export const MENU_PARTS = [
  'menuDesk',
  'menuGates',
  'menuPeople',
  'menuSaid',
  'menuOffice',
] as const;
type MenuPart = (typeof MENU_PARTS)[number];

type ConsolePage = {
  readonly name: PlainWord;
  readonly path: string;
  /** Under which part of the menu it stands. */
  readonly part: MenuPart;
  /** Whoever may not do this does not see the page; the server refuses them anyhow. */
  readonly action: Action;
  readonly component: NonNullable<RouteRecordRaw['component']>;
  /** Whether what its address names is the page's to know. */
  readonly props?: true;
};

/** The pages of the console in the order of its menu within each part, each named by its word. One line a page. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  {
    name: 'dashboard',
    part: 'menuDesk',
    path: '/dashboard',
    action: 'dashboard.read',
    component: () => import('../dashboard/dashboard-page.vue'),
  },
  {
    name: 'ownTasks',
    part: 'menuDesk',
    path: '/tasks',
    action: 'request.work',
    component: () => import('../requests/tasks-page.vue'),
  },
  {
    name: 'requestBoard',
    part: 'menuDesk',
    path: '/requests',
    action: 'request.board',
    component: () => import('../requests/board-page.vue'),
  },
  {
    name: 'deskFigures',
    part: 'menuDesk',
    path: '/desk-figures',
    action: 'desk_figures.read',
    component: () => import('../requests/figures-page.vue'),
  },
  {
    name: 'gates',
    part: 'menuGates',
    path: '/gates',
    action: 'gate.list',
    component: () => import('../gates/gates-page.vue'),
  },
  {
    name: 'entriesToday',
    part: 'menuGates',
    path: '/entries',
    action: 'gate_day.read',
    component: () => import('../entries/entries-page.vue'),
  },
  {
    name: 'review',
    part: 'menuGates',
    path: '/review',
    action: 'opening.review',
    component: () => import('../review/review-page.vue'),
  },
  {
    name: 'register',
    part: 'menuPeople',
    path: '/residents/:residentId?',
    action: 'register.read',
    props: true,
    component: () => import('../residents/residents-page.vue'),
  },
  {
    name: 'ownCare',
    part: 'menuPeople',
    path: '/care',
    action: 'special_care.read',
    component: () => import('../care/care-page.vue'),
  },
  {
    name: 'passes',
    part: 'menuPeople',
    path: '/passes',
    action: 'resident.find',
    component: () => import('../passes/passes-page.vue'),
  },
  {
    name: 'places',
    part: 'menuPeople',
    path: '/places/:placeId?',
    action: 'place.read',
    component: () => import('../places/places-page.vue'),
  },
  {
    name: 'announcements',
    part: 'menuSaid',
    path: '/announcements',
    action: 'announcement.list',
    component: () => import('../announcements/announcements-page.vue'),
  },
  {
    name: 'helpDirectory',
    part: 'menuSaid',
    path: '/help-directory',
    action: 'directory.edit',
    component: () => import('../directory/directory-page.vue'),
  },
  {
    name: 'inbox',
    part: 'menuSaid',
    path: '/inbox',
    action: 'staff_inbox.read',
    component: () => import('../inbox/inbox-page.vue'),
  },
  {
    name: 'undelivered',
    part: 'menuSaid',
    path: '/undelivered',
    action: 'undelivered.read',
    component: () => import('../inbox/undelivered-page.vue'),
  },
  {
    name: 'duty',
    part: 'menuGates',
    path: '/duty',
    action: 'duty.read',
    component: () => import('../duty/duty-page.vue'),
  },
  {
    name: 'street',
    part: 'menuOffice',
    path: '/street',
    action: 'street.read',
    component: () => import('../street/street-page.vue'),
  },
  {
    name: 'roster',
    part: 'menuPeople',
    path: '/roster',
    action: 'ledger.export',
    component: () => import('../roster/roster-page.vue'),
  },
  {
    name: 'deskSettings',
    part: 'menuOffice',
    path: '/desk-settings',
    action: 'desk_settings.edit',
    component: () => import('../requests/settings-page.vue'),
  },
  {
    name: 'permissions',
    part: 'menuOffice',
    path: '/permissions',
    action: 'grant.list',
    component: () => import('../permissions/permissions-page.vue'),
  },
  {
    name: 'audit',
    part: 'menuOffice',
    path: '/audit',
    action: 'audit.read',
    component: () => import('../audit/audit-page.vue'),
  },
  {
    name: 'emergencies',
    part: 'menuOffice',
    path: '/emergencies',
    action: 'emergency.read',
    component: () => import('../emergencies/emergencies-page.vue'),
  },
  {
    name: 'destructions',
    part: 'menuOffice',
    path: '/destructions',
    action: 'destruction.witness',
    component: () => import('../destruction/destructions-page.vue'),
  },
];
