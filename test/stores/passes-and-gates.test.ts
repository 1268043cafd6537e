import { afterAll, beforeAll } from 'vitest';
import { readVersions } from '../../functions/compounds/index.ts';
import { createEnrolmentCodeStore, createGateStore } from '../../functions/gates/index.ts';
import { createScanStore } from '../../functions/gates/scan-store-dynamo.ts';
import { createShiftStore } from '../../functions/gates/shift-store-dynamo.ts';
import {
  createCardNumberStore,
  createHolderStore,
  createPassStore,
  createStatusListStore,
} from '../../functions/passes/index.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { cardNumberStoreSuite } from './card-number-store.ts';
import { enrolmentCodeStoreSuite } from './enrolment-code-store.ts';
import { gateStoreSuite } from './gate-store.ts';
import { holderStoreSuite } from './holder-store.ts';
import { passStoreSuite } from './pass-store.ts';
import { scanStoreSuite } from './scan-store.ts';
import { shiftStoreSuite } from './shift-store.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

passStoreSuite(() => ({
  passes: createPassStore(engine.table),
  lists: createStatusListStore(engine.table),
}));
cardNumberStoreSuite(() => ({
  passes: createPassStore(engine.table),
  lists: createStatusListStore(engine.table),
  cards: createCardNumberStore(engine.table),
}));
holderStoreSuite(() => createHolderStore(engine.table));
gateStoreSuite(() => ({
  gates: createGateStore(engine.table),
  versions: (compound) => readVersions(engine.table, compound),
}));
enrolmentCodeStoreSuite(() => createEnrolmentCodeStore(engine.table));
shiftStoreSuite(() => createShiftStore(engine.table));
scanStoreSuite(() => createScanStore(engine.table));
