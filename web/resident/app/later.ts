import { languageReady } from '../../kit/language.ts';

/** Pages that no code waits for. */
export const later = {
  AnnouncementsPage: () => import('../announcements/announcements-page.vue'),
  AnnouncementPage: () => import('../announcements/announcement-page.vue'),
  HelpPage: () => import('../announcements/help-page.vue'),
  MePage: () => import('../me/me-page.vue'),
  RecordPage: () => import('../me/record-page.vue'),
  JoinPage: () => import('../first-visit/join-page.vue'),
  DevicesPage: () => import('../me/devices-page.vue'),
  HomeScreenPage: () => import('../me/home-screen-page.vue'),
  PrivacyPage: () => import('../me/privacy-page.vue'),
  HouseNotices: () => import('../pass/house-notices.vue'),
  NumberQuestions: () => import('../pass/number-questions.vue'),
  NoPhonePage: () => import('../first-visit/no-phone-page.vue'),
};

/** Once a code is shown: what is left comes in, so that it opens without network too. */
export async function loadTheRest(): Promise<void> {
  await Promise.allSettled([...Object.values(later).map((load) => load()), languageReady('en')]);
  const { lookForNews } = await import('../announcements/kept-announcements.ts');
  await lookForNews();
}
