export { type AnnouncementPorts, createAnnouncements } from './announcements-dynamo.ts';
export { mountAnnouncementRoutes, mountOwnAnnouncementRoutes } from './routes.ts';
