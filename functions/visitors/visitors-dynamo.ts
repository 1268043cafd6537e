import { compoundOf, type InvitationId } from '../../shared/ids.ts';
import { createCompoundVersions } from '../compounds/index.ts';
import { createGateDirectory, createGateStore, createScanStore, gateKeys } from '../gates/index.ts';
import { randomBytes } from '../platform/random.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import { deriveKey } from '../platform/secrets.ts';
import type { Issuer } from '../platform/signer.ts';
import type { Table } from '../platform/table.ts';
import { createInvitationStore } from './invitation-store-dynamo.ts';
import type { Measures } from './measures.ts';
import { createVerifyShown } from './verify-shown.ts';
import { createVisitStore } from './visit-store-dynamo.ts';

/** Invitations and visits on the table: what the entry points hand to the routes. */
export function createVisitors({
  table,
  serverSecret,
  issuer,
  rates,
  measures,
}: {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  readonly issuer: Issuer;
  readonly rates: RateLimits;
  readonly measures: Measures;
}) {
  const gates = createGateStore(table);
  return {
    invitations: createInvitationStore(table),
    visits: createVisitStore(table),
    scans: createScanStore(table),
    directory: createGateDirectory(gates, createCompoundVersions(table)),
    gateNames: async (of: InvitationId) =>
      (await gates.listGates(compoundOf(of))).map(({ rules }) => rules.name),
    verify: createVerifyShown(issuer),
    keys: gateKeys(serverSecret),
    linkKey: deriveKey(serverSecret, 'invitation-link'),
    pinKey: deriveKey(serverSecret, 'visitor-pin'),
    issuer,
    rates,
    measures,
    random: randomBytes,
  };
}
