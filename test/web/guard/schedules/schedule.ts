import { vi } from 'vitest';
import type { Direction } from '../../../../shared/gate/outcomes.ts';
import type { ManualClass } from '../../../../shared/messages/openings.ts';
import type { Decision } from '../../../../web/guard/verdict/verdict-screen.ts';
import { brokenAnswers, brokenAt } from './broken-promises.ts';
import { type GatePost, newGatePost } from './gate-post.ts';
import type { Fate } from './network.ts';
import { readerQuestions } from './reader-questions.ts';
import {
  type CodeKind,
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

export type Schedule = ReturnType<typeof newSchedule>;

/** Three gates, their readers and one server, on one bad day. */
export function newSchedule(street: SchedulesStreet) {
  const { clock, server } = street;
  const posts = new Map(GATE_NAMES.map((gate) => [gate, newGatePost(gate, street)]));
  const postOf = (gate: GateName): GatePost => {
    const post = posts.get(gate);
    if (post === undefined) throw new Error(`there is no gate ${gate}`);
    return post;
  };
  const readers = readerQuestions(street, (gate) => postOf(gate).readerNetwork);

  /** Until nobody does anything any more but wait for time to pass. */
  async function calm(): Promise<void> {
    for (let turns = 0; turns < CALM_TURNS; ) {
      await new Promise((resolve) => setImmediate(resolve));
      turns = [...posts.values()].some((post) => post.isBusy()) ? 0 : turns + 1;
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

  async function clearUp(used: readonly GatePost[]): Promise<void> {
    for (let round = 0; round < ROUNDS_OF_GOOD_WEATHER; round += 1) {
      let waiting = 0;
      for (const post of used) {
        post.fill(false);
        (await post.livePage()).dieAfter(undefined);
        const page = await post.pageWithoutQuestions();
        page.uploader.sendNow().catch(() => undefined);
      }
      await settle();
      for (const post of used) waiting += await post.countWaiting();
      if (waiting === 0) return;
      // Nobody waits for a held answer longer than this.
      pass(GIVES_UP_AFTER_MS);
      await settle();
    }
  }

  return {
    settle,

    scan: (gate: GateName, who: Person, kind: CodeKind, direction: Direction) =>
      postOf(gate).scan(street.codeOf(who, kind), direction),
    /** A child with a handful of receipts. */
    async rush(gate: GateName, count: number): Promise<void> {
      for (let n = 0; n < count; n += 1) await postOf(gate).scan({ text: `receipt ${n}` }, 'in');
    },
    answer: (gate: GateName, decision: Decision) => postOf(gate).answer(decision),
    open: (gate: GateName, what: ManualClass | 'emergency') => postOf(gate).open(what),
    explain: (gate: GateName) => postOf(gate).explain(),
    ask: readers.ask,

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
      (await postOf(gate).livePage()).dieAfter(answers);
    },
    reload: (gate: GateName) => postOf(gate).reload(),
    fill: (gate: GateName, isFull: boolean) => postOf(gate).fill(isFull),
    setClock: (gate: GateName, aheadMs: number) => postOf(gate).setClock(aheadMs),
    sleep: (gate: GateName, ms: number) => postOf(gate).sleep(ms),
    changeShift: (gate: GateName) => postOf(gate).changeShift(),
    async upload(gate: GateName): Promise<void> {
      const page = await postOf(gate).livePage();
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
      for (const post of used) broken.push(...(await brokenAt(post, street)));
      broken.push(...brokenAnswers(await readers.repeatAll()));
      for (const post of used) post.die();
      return broken;
    },
  };
}
