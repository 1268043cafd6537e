import { languageReady } from '../../kit/language.ts';

// What belongs together comes in one piece: every piece is named in what a phone loads first.
const me = () => import('../me/pages.ts');
const requests = () => import('../requests/pages.ts');
const announcements = () => import('../announcements/pages.ts');

/** Pages that no code waits for. */
export const later = {
  HealthPage: async () => (await me()).HealthPage,
  RegistrationPage: async () => (await me()).RegistrationPage,
  CertificatesPage: async () => (await me()).CertificatesPage,
  VisitorsPage: async () => (await me()).VisitorsPage,
  MePage: async () => (await me()).MePage,
  RecordPage: async () => (await me()).RecordPage,
  InboxPage: async () => (await me()).InboxPage,
  TellingPage: async () => (await me()).TellingPage,
  DevicesPage: async () => (await me()).DevicesPage,
  HomeScreenPage: async () => (await me()).HomeScreenPage,
  PrivacyPage: async () => (await me()).PrivacyPage,
  RequestsPage: async () => (await requests()).RequestsPage,
  AskPage: async () => (await requests()).AskPage,
  RequestPage: async () => (await requests()).RequestPage,
  ScoreboardPage: async () => (await requests()).ScoreboardPage,
  AnnouncementsPage: async () => (await announcements()).AnnouncementsPage,
  AnnouncementPage: async () => (await announcements()).AnnouncementPage,
  HelpPage: async () => (await announcements()).HelpPage,
  JoinPage: () => import('../first-visit/join-page.vue'),
  HouseNotices: () => import('../pass/house-notices.vue'),
  NumberQuestions: () => import('../pass/number-questions.vue'),
  SwitchSheet: () => import('../pass/switch-sheet.vue'),
  WayInSheet: () => import('../pass/way-in-sheet.vue'),
  NoPhonePage: () => import('../first-visit/no-phone-page.vue'),
};

/** Once a code is shown: what is left comes in, so that it opens without network too. */
export async function loadTheRest(): Promise<void> {
  await Promise.allSettled([...Object.values(later).map((load) => load()), languageReady('en')]);
  (await requests()).keepSending();
  await (await announcements()).lookForNews();
  (await me()).keepRegistrations();
  await (await me()).lookForMessages();
}
