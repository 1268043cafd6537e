export { communityNumber } from './community-number.ts';
export type { DirectoryStore } from './directory-store.ts';
export { createDirectoryStore } from './directory-store-dynamo.ts';
export { mountDirectoryRoutes, mountOwnDirectoryRoutes } from './routes.ts';
