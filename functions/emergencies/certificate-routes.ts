import * as messages from '../../shared/messages/certificates.ts';
import type { StaffActor } from '../platform/actor.ts';
import { mayAct } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { DestructionStore } from './destruction-store.ts';
import {
  type ListCertificatesPorts,
  listCertificates,
  readCertificate,
} from './read-certificates.ts';
import { type WitnessPorts, witnessDestruction } from './witness-destruction.ts';

/** What anybody may see of an emergency that is over: residents, and whoever checks a signature. */
export function mountCertificateRoutes(
  app: App,
  deps: ListCertificatesPorts & { readonly destructions: DestructionStore },
): void {
  mountRoute(app, {
    endpoint: messages.readCertificate,
    action: 'certificate.read',
    authenticate: authenticateAnyone,
    handle: ({ params }) => readCertificate(deps, params),
  });
  mountRoute(app, {
    endpoint: messages.listCertificates,
    action: 'certificate.read',
    authenticate: authenticateAnyone,
    handle: ({ params }) => listCertificates(deps, params),
  });
}

export type WitnessRoutesDeps = WitnessPorts &
  ListCertificatesPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What a witness sees, and signs beneath. */
export function mountWitnessRoutes(app: App, deps: WitnessRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.listDestructions,
    action: 'destruction.witness',
    authenticate,
    handle: async ({ params, actor, now }) =>
      mayAct(actor, 'destruction.witness', params.compoundId, now)
        ? listCertificates(deps, params)
        : fail('not_permitted'),
  });
  mountRoute(app, {
    endpoint: messages.witnessDestruction,
    action: 'destruction.witness',
    authenticate,
    handle: ({ params, actor, now }) => witnessDestruction(deps, { actor, ...params, now }),
  });
}
