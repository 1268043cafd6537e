import { listAuditFacts, verifyAudit } from '../../shared/messages/audit.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { ChainStore } from './chain-store.ts';
import { listDayFacts } from './list-day-facts.ts';
import { type VerifyCompoundPorts, verifyCompound } from './verify-compound.ts';

export type AuditDesk = VerifyCompoundPorts & { readonly chains: ChainStore };
export type AuditRoutesDeps = AuditDesk & {
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** What an auditor asks. */
export function mountAuditRoutes(app: App, deps: AuditRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: verifyAudit,
    action: 'audit.read',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      verifyCompound(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: listAuditFacts,
    action: 'audit.read',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      listDayFacts(deps, { actor, ...params, ...body, now }),
  });
}
