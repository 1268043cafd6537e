import type { FixedClock } from '../../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../../support/gatehouse.ts';
import { layGates } from '../../../support/gates.ts';
import { type Deployed, PUBLIC_ORIGIN } from './deployed.ts';

/** The functions run in processes of their own, by the machine's clock, which nobody sets. */
const machineClock: FixedClock = Object.assign(() => Date.now(), {
  advance: () => undefined,
  set: () => undefined,
});

/** Every call from an address of its own, unless it states one. */
let callers = 0;
const nextViewer = () => `203.0.113.${++callers % 250}:${1_024 + callers}`;

/** The street of the tests, in front of what is deployed: every call goes by the edge. */
export async function openDeployedHouse({ edge, issuer, table }: Deployed): Promise<Gatehouse> {
  await layGates(table);
  return openGatehouse(table, machineClock, issuer, {
    origin: PUBLIC_ORIGIN,
    send: async (_, path, { method = 'GET', headers, body }) =>
      edge.ask({
        method,
        path,
        headers,
        ...(typeof body === 'string' || body instanceof Uint8Array ? { body } : {}),
        viewer: headers.get('cloudfront-viewer-address') ?? nextViewer(),
      }),
  });
}
