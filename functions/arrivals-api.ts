import { VISITOR_ERRORS } from '../shared/visitors/visitor-errors.ts';
import { createCompoundStore } from './compounds/index.ts';
import { authenticateResident, type IdentityPorts } from './identity/index.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';
import type { Issuer } from './platform/signer.ts';
import type { Table } from './platform/table.ts';
import { createResidentStore } from './residents/index.ts';
import {
  createVisitors,
  type Measures,
  mountArrivalRoutes,
  mountInvitationRoutes,
  mountVisitRoutes,
} from './visitors/index.ts';

export type ArrivalsApiDeps = {
  readonly app?: AppOptions;
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  /** Nobody signs in here: the sessions are the residents'. */
  readonly identity: {
    readonly accounts: Pick<IdentityPorts['accounts'], 'hasEnded'>;
    readonly keys: Pick<IdentityPorts['keys'], 'session'>;
    readonly rates: IdentityPorts['rates'];
  };
  readonly issuer: Issuer;
  readonly measures: Measures;
};

/** Who comes: whoever invites them, whoever was invited, and the gate that asks about them. */
export function createArrivalsApi(deps: ArrivalsApiDeps): App {
  const { table, serverSecret, identity, issuer, measures } = deps;
  const app = newApp({ ...deps.app, words: VISITOR_ERRORS });
  const visitors = createVisitors({ table, serverSecret, issuer, measures, rates: identity.rates });
  const compounds = createCompoundStore(table);
  mountInvitationRoutes(app, {
    ...visitors,
    residents: createResidentStore(table),
    accounts: identity.accounts,
    compounds,
    authenticate: authenticateResident(identity.keys),
  });
  mountVisitRoutes(app, visitors);
  mountArrivalRoutes(app, { ...visitors, houses: compounds });
  return app;
}
