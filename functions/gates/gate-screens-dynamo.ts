import { createCompoundVersions } from '../compounds/index.ts';
import {
  createCardNumberStore,
  createStatusListStore,
  createStatusLists,
} from '../passes/index.ts';
import type { Issuer } from '../platform/signer.ts';
import type { Table } from '../platform/table.ts';
import type { DecideScanPorts } from './decide-scan-on-server.ts';
import { gateKeys } from './device-secrets.ts';
import { createGateDirectory, type GateDirectory } from './gate-directory.ts';
import { createGateStore } from './gate-store-dynamo.ts';
import { createScanJudge } from './judge-scan.ts';
import { createScanStore } from './scan-store-dynamo.ts';
import { createShownCodes, type ShownCodes } from './shown-codes.ts';

/** What it takes to judge somebody who has scanned a gate's own code. */
export type GateScreens = Pick<DecideScanPorts, 'lists' | 'judge' | 'scans'> & {
  readonly directory: GateDirectory;
  readonly shown: ShownCodes;
};

export function createGateScreens({
  table,
  serverSecret,
  issuer,
}: {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  readonly issuer: Issuer;
}): GateScreens {
  const gates = createGateStore(table);
  const versions = createCompoundVersions(table);
  return {
    directory: createGateDirectory(gates, versions),
    lists: createStatusLists(createStatusListStore(table), versions),
    judge: createScanJudge(issuer, createCardNumberStore(table)),
    scans: createScanStore(table),
    shown: createShownCodes(gates, versions, gateKeys(serverSecret)),
  };
}
