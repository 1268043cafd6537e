export { default as AnnouncementPage } from './announcement-page.vue';
export { default as AnnouncementsPage } from './announcements-page.vue';
export { default as HelpPage } from './help-page.vue';
export { lookForNews } from './kept-announcements.ts';
