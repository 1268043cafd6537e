import { Verdict } from '../../../../shared/messages/gates.ts';
import { nextBoot } from './gate-post.ts';
import type { ShownCode } from './ledger.ts';
import type { Network } from './network.ts';
import {
  type CodeKind,
  GATE_IDS,
  type GateName,
  type Person,
  type SchedulesStreet,
} from './street.ts';

/** One question to the server by a gate without a brain of its own. */
export type ReaderQuestion = {
  readonly gate: GateName;
  readonly seq: number;
  readonly code: ShownCode;
  readonly answers: string[];
};

/** What the readers of a schedule's gates ask, each by its own road. */
export function readerQuestions(street: SchedulesStreet, networkOf: (gate: GateName) => Network) {
  const questions: ReaderQuestion[] = [];
  const boot = nextBoot();

  async function send(question: ReaderQuestion): Promise<void> {
    const device = street.readerAt(question.gate);
    const path = `/api/v1/gates/${GATE_IDS[question.gate]}/decisions`;
    const body = JSON.stringify({
      boot,
      seq: question.seq,
      code: question.code.text,
      direction: 'in',
    });
    const authorization = device.authorize({ method: 'POST', path, body }, street.clock());
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await networkOf(question.gate).fetch(path, { method: 'POST', headers, body });
    if (!answer.ok) return;
    const { outcome, reason } = Verdict.parse(await answer.json());
    question.answers.push(`${outcome} ${reason}`);
  }

  return {
    /** Not waited for: its answer may be held on the way. */
    ask(gate: GateName, who: Person, kind: CodeKind): void {
      const seq = questions.length + 1;
      const question = { gate, seq, code: street.codeOf(who, kind), answers: [] };
      questions.push(question);
      send(question).catch(() => undefined);
    },
    /** Asks everything once more. */
    async repeatAll(): Promise<readonly ReaderQuestion[]> {
      for (const question of questions) await send(question);
      return questions;
    },
  };
}
