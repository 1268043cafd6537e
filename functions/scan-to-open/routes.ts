import * as messages from '../../shared/messages/scan-to-open.ts';
import { authenticateEnrolledDevice } from '../gates/index.ts';
import { type IdentityPorts, residentSessionNamed } from '../identity/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type App, authenticateAnyone, type LedOn, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { LastOpeningStore } from './last-opening-store.ts';
import { type OpenByScanPorts, openByScan } from './open-by-scan.ts';
import { readLastOpening } from './read-last-opening.ts';
import { type StampGateCodePorts, stampGateCode } from './stamp-gate-code.ts';

export type ScanToOpenRoutesDeps = OpenByScanPorts &
  StampGateCodePorts & {
    readonly last: LastOpeningStore;
    readonly keys: Pick<IdentityPorts['keys'], 'session' | 'refresh'>;
    readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
  };

/** The scheme and host of a gate's code are not signed: what counts stands behind them. */
const asCode = (inPath: string): string => `HTTPS://HOST/G/${inPath.toUpperCase()}`;

/**
 * On to the page that opens. What it is told stands in the part of the address that is sent to no
 * server and kept in no log.
 */
const onTo = (says: Readonly<Record<string, string>>): LedOn => ({
  to: `/open/#${new URLSearchParams(says)}`,
});

/** A resident scans the gate. */
export function mountScanToOpenRoutes(app: App, deps: ScanToOpenRoutesDeps): void {
  const { authenticate, directory, keys } = deps;
  for (const endpoint of [messages.openGateCode, messages.openSmallGateCode]) {
    mountRoute(app, {
      endpoint,
      action: 'gate_code.open',
      authenticate: authenticateAnyone,
      handle: async ({ params, request, now }) => {
        const session = await residentSessionNamed(keys, request);
        if (session === undefined) return onTo({ why: 'not_signed_in' });
        const gateCode = asCode(params.gateCode);
        const stamped = await stampGateCode(deps, { session, gateCode, now });
        return onTo(
          isFailure(stamped)
            ? { why: stamped.failure }
            : { ticket: stamped.ticket, gate: stamped.gateName },
        );
      },
    });
  }
  mountRoute(app, {
    endpoint: messages.stampGateTicket,
    action: 'gate_ticket.stamp',
    authenticate,
    handle: async ({ body: { gateCode }, actor, now }) =>
      actor.residentIds.length === 0
        ? fail('number_waiting')
        : stampGateCode(deps, { session: actor.sessionId, gateCode, now }),
  });
  mountRoute(app, {
    endpoint: messages.openByScan,
    action: 'gate.open_by_scan',
    authenticate,
    handle: ({ params, body, actor, now }) => openByScan(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.readLastOpening,
    action: 'last_opening.read',
    authenticate: authenticateEnrolledDevice(directory),
    handle: ({ params, actor, now }) => readLastOpening(deps, { actor, ...params, now }),
  });
}
