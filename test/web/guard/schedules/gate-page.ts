import { VerifiedPasses } from '../../../../shared/code/verified-passes.ts';
import type { IssuerKeys } from '../../../../shared/code/verify-code.ts';
import type { ListState } from '../../../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../../../shared/gate/gate-rules.ts';
import { SeenCodes, SeenSnapshot } from '../../../../shared/gate/seen.ts';
import { gateNumberOf, type ShiftId } from '../../../../shared/ids.ts';
import { readGateState, recordScans, type ScanBatch } from '../../../../shared/messages/gates.ts';
import { recordOpenings } from '../../../../shared/messages/openings.ts';
import type { ClockReading } from '../../../../shared/time/trusted-time.ts';
import { startGuardClock } from '../../../../web/guard/app/guard-clock.ts';
import { scanDecisions } from '../../../../web/guard/decision/decide-scans.ts';
import { guardOpenings } from '../../../../web/guard/openings/guard-openings.ts';
import { openingQueueIn } from '../../../../web/guard/openings/opening-queue-browser.ts';
import { uploadOpenings } from '../../../../web/guard/openings/upload-openings.ts';
import { holdingQueue } from '../../../../web/guard/queue/holding-queue.ts';
import { scanQueueIn } from '../../../../web/guard/queue/scan-queue-browser.ts';
import { startScanUploader } from '../../../../web/guard/queue/scan-uploader.ts';
import type { ShownVerdict } from '../../../../web/guard/verdict/verdict-screen.ts';
import { createApi } from '../../../../web/kit/api.ts';
import { createSignatureVerifier } from '../../../../web/kit/signature-verifier.ts';
import type { GatePhone } from '../../../support/gate-phone.ts';
import type { PageDisk } from '../../../support/page-disk.ts';
import type { Network } from './network.ts';

/** What a gate decides by, the same for every page. */
export type GatePapers = {
  readonly keys: IssuerKeys<CryptoKey>;
  readonly list: ListState;
  readonly rules: GateRules;
  readonly version: string;
};

type Needs = {
  readonly boot: number;
  readonly device: GatePhone;
  readonly papers: GatePapers;
  readonly disk: PageDisk;
  readonly network: Network;
  readonly read: () => ClockReading;
  readonly shiftId: () => ShiftId;
  /** Every batch that leaves the page, and what comes back for it. */
  readonly onSent: (batches: readonly ScanBatch[]) => void;
};

export type GatePage = Awaited<ReturnType<typeof openGatePage>>;

/**
 * A guard's page without its screen, put together as `openGuardPost` does it: the real queues on
 * the real database, the real cutting, uploading and retrying, the real clock.
 */
export async function openGatePage(needs: Needs) {
  const { boot, device, papers, network, shiftId } = needs;
  let die: () => void = () => undefined;
  let isAlive = true;
  const death = new Promise<undefined>((resolve) => {
    die = () => {
      isAlive = false;
      resolve(undefined);
    };
  });
  const hold = await needs.disk.open(() => die());
  const { database } = hold;
  const clock = await startGuardClock(database, {
    read: needs.read,
    isVisible: () => false,
    onVisibilityChange: () => undefined,
  });
  const now = () => clock.time().nowMs;
  const queue = holdingQueue(scanQueueIn(database));
  const openingQueue = openingQueueIn(database);
  const api = createApi({
    fetch: async (path, init = {}) =>
      // A page that is gone sends nothing and hears nothing.
      isAlive ? network.fetch(String(path), init) : new Promise<never>(() => undefined),
    monotonic: () => needs.read().monotonicMs,
    onServerTime: (sample) => clock.learn(sample),
  });
  const authorize = ({ method, path, body }: { method: string; path: string; body: Uint8Array }) =>
    Promise.resolve({
      authorization: device.authorize(
        { method, path, body: Buffer.from(body).toString('utf8') },
        now(),
      ),
    });
  const params = { gateId: device.gateId };

  const uploader = startScanUploader({
    queue,
    send: (batches) => {
      needs.onSent(batches);
      return api.call(recordScans, { params, body: { batches }, authorize });
    },
    alsoSend: () =>
      uploadOpenings(openingQueue, (openings) =>
        api.call(recordOpenings, { params, body: { openings }, authorize }),
      ),
    current: () => ({ boot, shiftId: shiftId() }),
    now,
    onChange: () => undefined,
  });
  die = ((then) => () => {
    uploader.stop();
    then();
  })(die);

  const openings = guardOpenings({
    boot,
    queue: openingQueue,
    shiftId,
    now,
    onKept: () => {
      uploader.sendNow().catch(() => undefined);
    },
    onFault: () => undefined,
  });
  const verifier = createSignatureVerifier();
  const decisions = scanDecisions<CryptoKey>({
    boot,
    queue,
    documents: {
      keys: () => papers.keys,
      rules: () => papers.rules,
      list: () => papers.list,
      holders: () => new Map(),
      numbers: () => undefined,
    },
    freshForScan: async () => false,
    countTrip: async () => 'goes',
    clock,
    verifier,
    challenges: {
      gate: gateNumberOf(device.gateId),
      challengeOf: () => new Uint8Array(8),
    },
    verified: new VerifiedPasses(),
    seen: new SeenCodes(SeenSnapshot.safeParse(await database.get('state', 'seen')).data),
    arrivals: () => ({ soon: Promise.resolve(undefined), late: Promise.resolve(undefined) }),
    onFault: () => undefined,
  });
  const restored = (await Promise.race([decisions.restore(), death])) ?? [];
  const asked: ShownVerdict[] = restored.map(({ verdict }) => verdict);
  uploader.retryNow();
  // As the documents do when a page starts: the answer brings the time.
  api.exchange(readGateState, { params, authorize, headers: { 'if-none-match': papers.version } });

  return {
    boot,
    database,
    queue,
    openingQueue,
    decisions,
    openings,
    uploader,
    /** The questions that an earlier page left on the screen. */
    asked,
    death,
    isAlive: () => isAlive,
    die: hold.die,
    dieAfter: hold.dieAfter,
  };
}
