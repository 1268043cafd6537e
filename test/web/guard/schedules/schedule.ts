import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';
import { openingKey } from '../../../../functions/gates/gate-keys.ts';
import { unpackScans } from '../../../../functions/gates/stored-scan.ts';
import type { Direction } from '../../../../shared/gate/outcomes.ts';
import { newShiftId, type ShiftId } from '../../../../shared/ids.ts';
import {
  RecordScansAnswer,
  RecordScansRequest,
  Verdict,
} from '../../../../shared/messages/gates.ts';
import type { ManualClass } from '../../../../shared/messages/openings.ts';
import { shanghaiDay } from '../../../../shared/time/shanghai.ts';
import type { Decision, ShownVerdict } from '../../../../web/guard/verdict/verdict-screen.ts';
import { newPageDisk } from '../../../support/page-disk.ts';
import { type GatePage, openGatePage } from './gate-page.ts';
import { newLedger, type ShownCode } from './ledger.ts';
import { type Fate, newNetwork } from './network.ts';
import {
  type CodeKind,
  GATE_IDS,
  GATE_NAMES,
  type GateName,
  type Person,
  type SchedulesStreet,
} from './street.ts';

/** After so many rounds of good weather nothing may wait any more. */
const ROUNDS_OF_GOOD_WEATHER = 4;
const GIVES_UP_AFTER_MS = 11_000;
/** Turns of the event loop without anything under way. */
const CALM_TURNS = 3;

let lastBoot = 0;
let lastShift = 0;
const nextShift = (): ShiftId => {
  lastShift += 1;
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(6, lastShift);
  return newShiftId(1, random);
};

/** One question to the server by a gate without a brain of its own. */
type Question = {
  readonly gate: GateName;
  readonly seq: number;
  readonly code: ShownCode;
  readonly answers: string[];
};

export type Schedule = ReturnType<typeof newSchedule>;

/** Three gates, their readers and one server, on one bad day. */
export function newSchedule(street: SchedulesStreet) {
  const { clock, server } = street;
  const posts = new Map(GATE_NAMES.map((gate) => [gate, newPost(gate)]));
  const questions: Question[] = [];
  const readerBoot = ++lastBoot;
  const asking = 0;

  function newPost(gate: GateName) {
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
    return {
      gate,
      ledger,
      network,
      readerNetwork: newNetwork(server.serve),
      disk: newPageDisk(),
      isFull: false,
      page: undefined as GatePage | undefined,
      boots: [] as number[],
      shiftId: nextShift(),
      seq: 0,
      openingSeq: 0,
      asked: [] as ShownVerdict[],
      /** What the wall clock is ahead, and how long the device has slept. */
      aheadMs: 0,
      sleptMs: 0,
    };
  }
  type Post = ReturnType<typeof newPost>;

  const postOf = (gate: GateName): Post => {
    const post = posts.get(gate);
    if (post === undefined) throw new Error(`there is no gate ${gate}`);
    return post;
  };

  /** Until nobody does anything any more but wait for time to pass. */
  async function calm(): Promise<void> {
    const isBusy = () =>
      asking > 0 ||
      [...posts.values()].some(
        ({ disk, network, readerNetwork }) =>
          disk.isBusy() || network.isBusy() || readerNetwork.isBusy(),
      );
    for (let turns = 0; turns < CALM_TURNS; ) {
      await new Promise((resolve) => setImmediate(resolve));
      turns = isBusy() ? 0 : turns + 1;
    }
  }
  async function settle(): Promise<void> {
    await calm();
    vi.advanceTimersByTime(1);
    await calm();
  }

  function pass(ms: number): void {
    clock.advance(ms);
    vi.advanceTimersByTime(ms);
  }

  async function pageAt(post: Post): Promise<GatePage> {
    if (post.page?.isAlive()) return post.page;
    lastBoot += 1;
    post.boots.push(lastBoot);
    post.seq = 0;
    post.openingSeq = 0;
    const page = await openGatePage({
      boot: lastBoot,
      device: street.deviceAt(post.gate),
      papers: street.papersAt(post.gate),
      disk: post.disk,
      network: post.network,
      read: () => ({ wallMs: clock() + post.aheadMs, monotonicMs: clock() - post.sleptMs }),
      shiftId: () => post.shiftId,
      onSent: post.ledger.sent,
    });
    post.page = page;
    post.asked = page.asked;
    return page;
  }

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

  async function decideOne(post: Post, code: ShownCode, direction: Direction): Promise<void> {
    // A question holds the lane, also one that was asked before a reload.
    let page = await pageAt(post);
    while (post.asked.length > 0) {
      await answerQuestion(post, 'turned_away');
      page = await pageAt(post);
    }
    post.seq += 1;
    const name = `${page.boot}.${post.seq}`;
    const { ledger } = post;
    ledger.attempted.add(name);
    const verdict = await onPage(page, page.decisions.decide(code.text, direction, post.shiftId));
    if (verdict === undefined) return;
    // Every code with a showing is a resident's, also the stranger's.
    const leavesRecord = direction === 'in' || code.showing === undefined;
    const isHeld = post.isFull && verdict.unrecorded === true;
    const isKept = () => !isHeld || page.isAlive();
    ledger.seen.set(name, { verdict, code, leavesRecord, isKept });
    if (verdict.outcome === 'ask') post.asked.push(verdict);
    if (verdict.outcome === 'allow' && leavesRecord && !ledger.isSent(name)) {
      const isThere = await onPage(page, isOnDisk(page, page.boot, post.seq));
      if (isThere === false) ledger.broken.push(`${post.gate}: ${name} is green and not on disk`);
    }
    page.uploader.scansChanged();
  }

  async function answerQuestion(post: Post, decision: Decision): Promise<void> {
    const page = await pageAt(post);
    const { ledger } = post;
    const asked = post.asked.shift();
    if (asked === undefined) return;
    const settling = page.decisions.settle(asked, decision);
    const settled = await onPage(
      page,
      settling.catch(() => 'fault' as const),
    );
    const seen = ledger.seen.get(asked.scan);
    if (seen !== undefined && settled !== undefined) {
      seen.decided = { decision, kept: settled !== 'fault' && settled.unrecorded !== true };
    }
    if (page.isAlive()) page.uploader.scansChanged();
  }

  async function ask(question: Question): Promise<void> {
    const post = postOf(question.gate);
    const device = street.readerAt(question.gate);
    const path = `/api/v1/gates/${GATE_IDS[question.gate]}/decisions`;
    const body = JSON.stringify({
      boot: readerBoot,
      seq: question.seq,
      code: question.code.text,
      direction: 'in',
    });
    const authorization = device.authorize({ method: 'POST', path, body }, clock());
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await post.readerNetwork.fetch(path, { method: 'POST', headers, body });
    if (!answer.ok) return;
    const { outcome, reason } = Verdict.parse(await answer.json());
    question.answers.push(`${outcome} ${reason}`);
  }

  return {
    settle,

    async scan(gate: GateName, who: Person, kind: CodeKind, direction: Direction): Promise<void> {
      await decideOne(postOf(gate), street.codeOf(who, kind), direction);
    },
    /** A child with a handful of receipts. */
    async rush(gate: GateName, count: number): Promise<void> {
      const post = postOf(gate);
      for (let n = 0; n < count; n += 1) {
        await decideOne(post, { text: `receipt ${n}` }, 'in');
      }
    },
    answer: (gate: GateName, decision: Decision) => answerQuestion(postOf(gate), decision),

    async open(gate: GateName, what: ManualClass | 'emergency'): Promise<void> {
      const post = postOf(gate);
      const page = await pageAt(post);
      post.openingSeq += 1;
      const building = what === 'visitor' ? { building: 3 } : {};
      await onPage(page, page.openings.open({ class: what, ...building }));
      const latest = page.openings.latest.value;
      if (page.isAlive() && latest?.kept && latest.opening.seq === post.openingSeq) {
        post.ledger.opened.set(`${page.boot}.${post.openingSeq}`, latest.opening);
      }
    },
    async explain(gate: GateName): Promise<void> {
      const post = postOf(gate);
      const page = await pageAt(post);
      const [owing] = (await onPage(page, page.openingQueue.listUnexplained())) ?? [];
      if (owing === undefined) return;
      const explaining = page.openings.explain(owing, 'fire').then(() => 'done' as const);
      const done = await onPage(
        page,
        explaining.catch(() => undefined),
      );
      const name = `${owing.boot}.${owing.seq}`;
      if (done === 'done') post.ledger.opened.set(name, { ...owing, reason: 'fire' });
      // The page died over it: whether it was written first, nobody knows.
      else post.ledger.perhapsExplained.add(name);
    },

    /** Not waited for: its answer may be held on the way. */
    ask(gate: GateName, who: Person, kind: CodeKind): void {
      const seq = questions.length + 1;
      const question: Question = { gate, seq, code: street.codeOf(who, kind), answers: [] };
      questions.push(question);
      ask(question).catch(() => undefined);
    },

    pass,
    network(gate: GateName, fates: readonly Fate[]): void {
      postOf(gate).network.fate(fates);
      postOf(gate).readerNetwork.fate(fates);
    },
    letThrough(gate: GateName, newestFirst: boolean): void {
      postOf(gate).network.letThrough(newestFirst);
      postOf(gate).readerNetwork.letThrough(newestFirst);
    },
    async dieAfter(gate: GateName, answers: number): Promise<void> {
      (await pageAt(postOf(gate))).dieAfter(answers);
    },
    async reload(gate: GateName): Promise<void> {
      const post = postOf(gate);
      post.page?.die();
      await pageAt(post);
    },
    fill(gate: GateName, isFull: boolean): void {
      const post = postOf(gate);
      post.isFull = isFull;
      post.disk.fill(isFull);
    },
    setClock(gate: GateName, aheadMs: number): void {
      postOf(gate).aheadMs = aheadMs;
    },
    sleep(gate: GateName, ms: number): void {
      postOf(gate).sleptMs += ms;
      clock.advance(ms);
    },
    changeShift(gate: GateName): void {
      postOf(gate).shiftId = nextShift();
    },
    async upload(gate: GateName): Promise<void> {
      const page = await pageAt(postOf(gate));
      page.uploader.sendNow().catch(() => undefined);
    },
    serverDiesAfter: (commands: number): void => server.dieAfter(commands),

    /** Good weather until nothing waits, and then what is broken of all that was promised. */
    async finish(): Promise<string[]> {
      server.live();
      for (const { network, readerNetwork } of posts.values()) {
        network.fate([]);
        readerNetwork.fate([]);
      }
      const used = [...posts.values()].filter(({ boots }) => boots.length > 0);
      await clearUp(used);
      // Whatever was still on the road arrives when everything is over.
      for (const { network, readerNetwork } of posts.values()) {
        network.letThrough(false);
        readerNetwork.letThrough(true);
      }
      await calm();
      const broken: string[] = [];
      for (const post of used) broken.push(...(await brokenAt(post)));
      broken.push(...(await brokenAnswers()));
      for (const { page } of used) page?.die();
      return broken;
    },
  };

  async function clearUp(used: readonly Post[]): Promise<void> {
    for (let round = 0; round < ROUNDS_OF_GOOD_WEATHER; round += 1) {
      let waiting = 0;
      for (const post of used) {
        post.isFull = false;
        post.disk.fill(false);
        const page = await pageAt(post);
        page.dieAfter(undefined);
        while (post.asked.length > 0) await answerQuestion(post, 'turned_away');
        page.uploader.sendNow().catch(() => undefined);
      }
      await settle();
      for (const { page } of used) {
        waiting += (await page?.queue.count())?.waiting ?? 0;
        waiting += (await page?.openingQueue.count())?.waiting ?? 0;
      }
      if (waiting === 0) return;
      // Nobody waits for a held answer longer than this.
      pass(GIVES_UP_AFTER_MS);
      await settle();
    }
  }

  async function brokenAt(post: Post): Promise<string[]> {
    const { ledger } = post;
    const { queue, openingQueue } = await pageAt(post);
    for (const counts of [await queue.count(), await openingQueue.count()]) {
      if (counts.waiting !== 0 || counts.refused !== 0) {
        ledger.broken.push(`${post.gate}: in the end it counts ${JSON.stringify(counts)}`);
      }
    }
    const recorded = [];
    const { deviceId } = street.deviceAt(post.gate);
    const days = new Set([...ledger.days].map(shanghaiDay));
    for (const day of days) {
      for (const boot of post.boots) {
        const pk = `cmp_1#${GATE_IDS[post.gate]}#${day}`;
        const items = await itemsAt(pk, `batch#${deviceId}#${boot}#`);
        for (const { scans } of items) {
          const unpacked = unpackScans(scans instanceof Uint8Array ? scans : new Uint8Array(1));
          recorded.push(...unpacked.map((scan) => ({ ...scan, name: `${boot}.${scan.seq}` })));
        }
      }
    }
    ledger.compare(recorded);
    for (const [name, opening] of ledger.opened) {
      const { pk, sk } = openingKey({ ...opening, deviceId, gateId: GATE_IDS[post.gate] });
      const [item, ...more] = await itemsAt(pk, sk);
      if (item === undefined || more.some((other) => other.sk === sk)) {
        ledger.broken.push(`${post.gate}: opening ${name} is nowhere`);
      } else if (
        item.reason !== opening.reason &&
        !(item.reason === 'fire' && ledger.perhapsExplained.has(name))
      ) {
        ledger.broken.push(`${post.gate}: opening ${name} has the reason ${item.reason}`);
      }
    }
    // What one gate let in by one showing, it let in once.
    const letIn = new Map<string, string>();
    for (const [name, { code, verdict, decided }] of ledger.seen) {
      const isIn = verdict.outcome === 'allow' || (decided?.kept && decided.decision === 'let_in');
      if (!isIn || code.showing === undefined) continue;
      const before = letIn.get(code.showing);
      if (before !== undefined) {
        ledger.broken.push(`${post.gate}: ${code.showing} was let in as ${before} and as ${name}`);
      }
      letIn.set(code.showing, name);
    }
    return ledger.broken;
  }

  async function brokenAnswers(): Promise<string[]> {
    const broken: string[] = [];
    const users = new Map<string, string>();
    for (const question of questions) {
      await ask(question);
      const name = `${question.gate}’s reader, question ${question.seq}`;
      if (new Set(question.answers).size !== 1) {
        broken.push(`${name} was answered ${question.answers.join(', then ')}`);
      }
      const { showing } = question.code;
      if (showing === undefined || question.answers[0]?.startsWith('allow') !== true) continue;
      const before = users.get(showing);
      if (before !== undefined) broken.push(`${showing} was used by ${before} and by ${name}`);
      users.set(showing, name);
    }
    return broken;
  }

  async function itemsAt(pk: string, prefix: string): Promise<Record<string, unknown>[]> {
    const { Items = [] } = await street.engine.table.documents.send(
      new QueryCommand({
        TableName: street.engine.table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
        ConsistentRead: true,
      }),
    );
    return Items;
  }
}

const bytesOf = ({ body }: RequestInit): Uint8Array =>
  body instanceof Uint8Array ? body : new Uint8Array();
