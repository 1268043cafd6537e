import { createCompoundStore, createCompoundVersions } from '../compounds/index.ts';
import {
  createCardNumberStore,
  createHolderStore,
  createStatusListStore,
  createStatusLists,
} from '../passes/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type RandomBytes, randomBytes } from '../platform/random.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import { deriveKey } from '../platform/secrets.ts';
import type { Issuer } from '../platform/signer.ts';
import type { Table } from '../platform/table.ts';
import { createHousePins, createResidentStore } from '../residents/index.ts';
import { cardNumbersFrom } from './card-numbers.ts';
import { createDeviceContacts } from './device-contacts-dynamo.ts';
import { gateKeys } from './device-secrets.ts';
import { createEnrolmentCodeStore } from './enrolment-code-store-dynamo.ts';
import { createGateDirectory } from './gate-directory.ts';
import { createGateStore } from './gate-store-dynamo.ts';
import { createScanJudge } from './judge-scan.ts';
import { neighboursFrom } from './lane-neighbours.ts';
import { createListKeys } from './list-key.ts';
import { createOpeningStore } from './opening-store-dynamo.ts';
import type { GateRoutesDeps } from './routes.ts';
import { createScanStore } from './scan-store-dynamo.ts';
import { createShiftPinStore } from './shift-pin-store-dynamo.ts';
import { createShiftStore } from './shift-store-dynamo.ts';

export type GatesDeps = {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  readonly issuer: Issuer;
  readonly rates: RateLimits;
  readonly guardNameOf: (guard: StaffActor) => Promise<string | undefined>;
  readonly random?: RandomBytes;
};

/** Gates on the table: what the entry points hand to the routes. */
export function createGates({
  table,
  serverSecret,
  issuer,
  rates,
  guardNameOf,
  random = randomBytes,
}: GatesDeps): Omit<GateRoutesDeps, 'authenticateGuard'> {
  const gates = createGateStore(table);
  const versions = createCompoundVersions(table);
  const cards = createCardNumberStore(table);
  const residents = createResidentStore(table);
  const houses = createCompoundStore(table);
  return {
    gates,
    versions,
    directory: createGateDirectory(gates, versions),
    codes: createEnrolmentCodeStore(table),
    shifts: createShiftStore(table),
    pins: createShiftPinStore(table),
    scans: createScanStore(table),
    openings: createOpeningStore(table),
    lists: createStatusLists(createStatusListStore(table), versions),
    holders: createHolderStore(table),
    cardNumbers: cardNumbersFrom(cards),
    judge: createScanJudge(issuer, cards),
    listKey: createListKeys(issuer),
    issuer,
    keys: gateKeys(serverSecret),
    signed: new Map(),
    contacts: createDeviceContacts(table),
    kept: new Map(),
    pinsKept: new Map(),
    neighbours: neighboursFrom(residents, houses),
    residents,
    houses,
    housePins: createHousePins(table, deriveKey(serverSecret, 'entry-means')),
    rates,
    guardNameOf,
    random,
  };
}
