export type { NoticeStore } from './notice-store.ts';
export { createNoticeStore } from './notice-store-dynamo.ts';
export { createNotices, type Notices } from './tell.ts';
