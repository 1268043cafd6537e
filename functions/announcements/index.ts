export { type AnnouncementPorts, createAnnouncements } from './announcements-dynamo.ts';
export {
  type PostAnnouncementPorts,
  postAnnouncement,
  takeDownAnnouncement,
} from './post-announcement.ts';
export { mountAnnouncementRoutes, mountOwnAnnouncementRoutes } from './routes.ts';
export { tellByNotification } from './tell-by-notification.ts';
export { TELL_RUN_MS, tellResidents } from './tell-residents.ts';
export { createTellingStore } from './telling-store-dynamo.ts';
