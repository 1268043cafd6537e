import type { Direction } from '../../../../shared/gate/outcomes.ts';
import { newShiftId, type ShiftId } from '../../../../shared/ids.ts';
import { RecordScansAnswer, RecordScansRequest } from '../../../../shared/messages/gates.ts';
import type { ManualClass } from '../../../../shared/messages/openings.ts';
import type { Decision, ShownVerdict } from '../../../../web/guard/verdict/verdict-screen.ts';
import { newPageDisk } from '../../../support/page-disk.ts';
import { type GatePage, openGatePage } from './gate-page.ts';
import { newLedger, type ShownCode } from './ledger.ts';
import { newNetwork } from './network.ts';
import type { GateName, SchedulesStreet } from './street.ts';

let lastBoot = 0;
/** Of whatever starts, a page or a reader: no two have the same. */
export const nextBoot = (): number => ++lastBoot;

let lastShift = 0;
const nextShift = (): ShiftId => {
  lastShift += 1;
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(6, lastShift);
  return newShiftId(1, random);
};

const bytesOf = ({ body }: RequestInit): Uint8Array =>
  body instanceof Uint8Array ? body : new Uint8Array();

/** Undefined where the page died over it. */
const onPage = <Done>(page: GatePage, doing: Promise<Done>): Promise<Done | undefined> => {
  doing.catch(() => undefined);
  return Promise.race([doing, page.death]);
};

async function isOnDisk(page: GatePage, boot: number, seq: number): Promise<boolean> {
  if ((await page.database.get('scans', [boot, seq])) !== undefined) return true;
  const batches = await page.database.getAll('batches');
  return batches.some((one) => one.boot === boot && one.scans.some((scan) => scan.seq === seq));
}

export type GatePost = ReturnType<typeof newGatePost>;

/**
 * One gate with its guard: a device whose page dies and is opened again, the roads to the server,
 * and the ledger of what the guard saw and did.
 */
export function newGatePost(gate: GateName, street: SchedulesStreet) {
  const { clock, server } = street;
  const ledger = newLedger(gate);
  const network = newNetwork(async (path, init) => {
    const answer = await server.serve(path, init);
    if (answer?.ok && path.endsWith('/scans')) {
      const sent = RecordScansRequest.parse(JSON.parse(Buffer.from(bytesOf(init)).toString()));
      const { batches } = RecordScansAnswer.parse(await answer.clone().json());
      for (const [place, batch] of sent.batches.entries()) {
        ledger.answered(batch, batches[place]?.verdicts ?? []);
      }
    }
    return answer;
  });
  const readerNetwork = newNetwork(server.serve);
  const disk = newPageDisk();
  const boots: number[] = [];
  let isFull = false;
  let page: GatePage | undefined;
  let shiftId = nextShift();
  let seq = 0;
  let openingSeq = 0;
  let asked: ShownVerdict[] = [];
  /** What the wall clock is ahead, and how long the device has slept. */
  let aheadMs = 0;
  let sleptMs = 0;

  /** The page that is open, or a new one where it has died. */
  async function livePage(): Promise<GatePage> {
    if (page?.isAlive()) return page;
    const boot = nextBoot();
    boots.push(boot);
    seq = 0;
    openingSeq = 0;
    page = await openGatePage({
      boot,
      device: street.deviceAt(gate),
      papers: street.papersAt(gate),
      disk,
      network,
      read: () => ({ wallMs: clock() + aheadMs, monotonicMs: clock() - sleptMs }),
      shiftId: () => shiftId,
      onSent: ledger.sent,
    });
    asked = page.asked;
    return page;
  }

  async function answer(decision: Decision): Promise<void> {
    const page = await livePage();
    const verdict = asked.shift();
    if (verdict === undefined) return;
    const settling = page.decisions.settle(verdict, decision);
    const settled = await onPage(
      page,
      settling.catch(() => 'fault' as const),
    );
    const seen = ledger.seen.get(verdict.scan);
    if (seen !== undefined && settled !== undefined) {
      seen.decided = { decision, kept: settled !== 'fault' && settled.unrecorded !== true };
    }
    if (page.isAlive()) page.uploader.scansChanged();
  }
  /** A question holds the lane, also one that was asked before a reload. */
  async function pageWithoutQuestions(): Promise<GatePage> {
    let open = await livePage();
    while (asked.length > 0) {
      await answer('turned_away');
      open = await livePage();
    }
    return open;
  }

  return {
    gate,
    ledger,
    network,
    readerNetwork,
    boots,
    livePage,
    answer,
    pageWithoutQuestions,
    isBusy: () => disk.isBusy() || network.isBusy() || readerNetwork.isBusy(),

    async scan(code: ShownCode, direction: Direction): Promise<void> {
      const page = await pageWithoutQuestions();
      seq += 1;
      const name = `${page.boot}.${seq}`;
      ledger.attempted.add(name);
      const verdict = await onPage(page, page.decisions.decide(code.text, direction, shiftId));
      if (verdict === undefined) return;
      // Every code with a showing is a resident's, also the stranger's.
      const leavesRecord = direction === 'in' || code.showing === undefined;
      const isHeld = isFull && verdict.unrecorded === true;
      const isKept = () => !isHeld || page.isAlive();
      ledger.seen.set(name, { verdict, code, leavesRecord, isKept });
      if (verdict.outcome === 'ask') asked.push(verdict);
      if (verdict.outcome === 'allow' && leavesRecord && !ledger.isSent(name)) {
        const isThere = await onPage(page, isOnDisk(page, page.boot, seq));
        if (isThere === false) ledger.broken.push(`${gate}: ${name} is green and not on disk`);
      }
      page.uploader.scansChanged();
    },

    async open(what: ManualClass | 'emergency'): Promise<void> {
      const page = await livePage();
      openingSeq += 1;
      const building = what === 'visitor' ? { building: 3 } : {};
      await onPage(page, page.openings.open({ class: what, ...building }));
      const latest = page.openings.latest.value;
      if (page.isAlive() && latest?.kept && latest.opening.seq === openingSeq) {
        ledger.opened.set(`${page.boot}.${openingSeq}`, latest.opening);
      }
    },
    async explain(): Promise<void> {
      const page = await livePage();
      const [owing] = (await onPage(page, page.openingQueue.listUnexplained())) ?? [];
      if (owing === undefined) return;
      const explaining = page.openings.explain(owing, 'fire').then(() => 'done' as const);
      const done = await onPage(
        page,
        explaining.catch(() => undefined),
      );
      const name = `${owing.boot}.${owing.seq}`;
      if (done === 'done') ledger.opened.set(name, { ...owing, reason: 'fire' });
      // The page died over it: whether it was written first, nobody knows.
      else ledger.perhapsExplained.add(name);
    },

    async reload(): Promise<void> {
      page?.die();
      await livePage();
    },
    fill(full: boolean): void {
      isFull = full;
      disk.fill(full);
    },
    setClock(ms: number): void {
      aheadMs = ms;
    },
    sleep(ms: number): void {
      sleptMs += ms;
      clock.advance(ms);
    },
    changeShift(): void {
      shiftId = nextShift();
    },
    die: () => page?.die(),
    /** What the page has not handed in, scans and openings. */
    async countWaiting(): Promise<number> {
      const scans = await page?.queue.count();
      const openings = await page?.openingQueue.count();
      return (scans?.waiting ?? 0) + (openings?.waiting ?? 0);
    },
  };
}
