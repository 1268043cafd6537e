import { type Described, figuresOf } from './child.ts';
import type { Subject } from './figure.ts';

const DESCRIBED: Described = {
  'page.resident.kbGzip': { unit: 'kB', target: { atMost: 90 }, note: 'JavaScript to first code' },
  'page.resident.offlineMs': {
    unit: 'ms',
    target: { atMost: 1000 },
    note: 'to the code, offline, CPU slowed four times',
  },
  'page.guard.kbGzip': {
    unit: 'kB',
    note: 'JavaScript to the open scanner, without the reader’s WebAssembly',
  },
  'page.manager.kbGzip': { unit: 'kB', note: 'JavaScript to the gates, after signing in' },
  'camera.frameToVerdict.p95Ms': {
    unit: 'ms',
    target: { atMost: 150 },
    note: 'first frame with the code to verdict on screen, 20 scans, 30 frames a second',
  },
  'ladder.onlineSeconds': {
    unit: 's',
    note: 'code held up to verdict, the list asked for anew; a program taps, here and below',
  },
  'ladder.offlineSeconds': { unit: 's', note: 'the same by the list on the phone' },
  'ladder.cardSeconds': { unit: 's', note: 'a printed card, and one tap' },
  'ladder.numberSeconds': { unit: 's', note: 'its number typed, and one tap' },
  'ladder.laneSeconds': { unit: 's', note: 'house and surname' },
  'ladder.manualSeconds': { unit: 's', note: 'by hand' },
  'ladder.pinSeconds': { unit: 's', note: 'the next guard by PIN' },
  'ladder.emergencySeconds': { unit: 's', note: 'one tap' },
  'ladder.backOnlineSeconds': { unit: 's', note: 'network back to everything handed in' },
  'lane.extraSeconds': {
    unit: 's',
    target: { atMost: 3 },
    note: 'lane without a phone over the one with it, hands by a model',
  },
  'camera.reader.frameMs': { unit: 'ms', note: 'a frame of 1280 × 720 to the worker and back' },
};

/** What only a browser can say, from the pages as they were last built. */
export const pages: Subject = {
  names: ['page', 'camera.frameToVerdict', 'camera.reader.frameMs', 'ladder', 'lane'],
  measure: () => figuresOf('test/journeys/figures.ts', DESCRIBED),
};
