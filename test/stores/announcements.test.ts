import { afterAll, beforeAll } from 'vitest';
import { createAnnouncements } from '../../functions/announcements/index.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { announcementStoreSuite } from './announcement-store.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

announcementStoreSuite(() => createAnnouncements(engine.table));
