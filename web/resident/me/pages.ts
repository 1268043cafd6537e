export { default as CertificatesPage } from '../emergency/certificates-page.vue';
export { default as InboxPage } from '../inbox/inbox-page.vue';
export { lookForMessages } from '../inbox/own-inbox.ts';
export { default as TellingPage } from '../inbox/telling-page.vue';
export { default as DevicesPage } from './devices-page.vue';
export { default as HomeScreenPage } from './home-screen-page.vue';
export { default as MePage } from './me-page.vue';
export { default as PrivacyPage } from './privacy-page.vue';
export { default as RecordPage } from './record-page.vue';
