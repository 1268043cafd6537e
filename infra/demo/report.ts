import type { Outcome } from '../../shared/gate/outcomes.ts';
import { REASON_WORDS } from '../../shared/gate/reason-words.ts';
import type { PlannedGate } from '../local/seed/plan.ts';
import {
  type Diary,
  isAsPromised,
  KINDS,
  type Kind,
  PROMISES,
  type PromiseName,
  type Showing,
} from './happened.ts';

const NAME_WIDTH = 30;
const COUNT_WIDTH = 6;

/** A Chinese character is two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? 2 : 1), 0);
const toRight = (text: string, width: number): string =>
  `${' '.repeat(Math.max(0, width - widthOf(text)))}${text}`;
const toLeft = (text: string, width: number): string =>
  `${text}${' '.repeat(Math.max(1, width - widthOf(text)))}`;

/** Came, let in, asked, refused. */
function counts(showings: readonly Showing[]): string {
  const of = (outcome: Outcome): number =>
    showings.filter(({ verdict }) => verdict.outcome === outcome).length;
  return [showings.length, of('allow'), of('ask'), of('deny')]
    .map((count) => toRight(count === 0 ? '·' : String(count), COUNT_WIDTH))
    .join('');
}

const heads = (words: readonly string[]): string =>
  words.map((word) => toRight(word, COUNT_WIDTH)).join('');
const HEAD = [
  `    ${toLeft('', NAME_WIDTH)}${heads(['来了', '放行', '核实', '拒绝'])}`,
  `    ${toLeft('', NAME_WIDTH)}${heads(['came', 'in', 'ask', 'deny'])}`,
];

function gateRows(showings: readonly Showing[], gates: readonly PlannedGate[]): string[] {
  const rows = gates.map(({ gateId, compoundName, name }) => {
    const here = showings.filter((one) => one.gateId === gateId);
    return `    ${toLeft(`${compoundName} ${name}`, NAME_WIDTH)}${counts(here)}`;
  });
  return [...rows, `    ${toLeft('合计 total', NAME_WIDTH)}${counts(showings)}`];
}

/** What the guards read, each reason once. */
function reasonsOf(showings: readonly Showing[]): { zh: string; en: string } {
  const reasons = new Set(showings.map(({ verdict }) => verdict.reason));
  const words = [...reasons].sort().map((reason) => REASON_WORDS[reason].guard);
  const each = (language: 'zh' | 'en'): string[] => [...new Set(words.map((one) => one[language]))];
  return { zh: each('zh').join('、'), en: each('en').join('; ') };
}

const mark = (broken: readonly unknown[]): string => (broken.length === 0 ? '✓' : '✗');

/** @param names of gates, for what went wrong */
function kindRows(kind: Kind, all: readonly Showing[], names: Map<string, string>): string[] {
  const showings = all.filter((one) => one.kind === kind);
  if (showings.length === 0) return [];
  const wrong = showings.filter((one) => !isAsPromised(one));
  const { zh, en } = reasonsOf(showings);
  const saidWrong = new Set(
    wrong.map(
      ({ gateId, verdict }) =>
        `      ✗ ${names.get(gateId) ?? gateId}: ${verdict.outcome} ${verdict.reason}`,
    ),
  );
  return [
    `  ${mark(wrong)} ${toLeft(kind.zh, NAME_WIDTH)}${counts(showings)}  ${zh}`,
    `    ${toLeft(kind.en, NAME_WIDTH + 4 * COUNT_WIDTH)}  ${en}`,
    ...saidWrong,
  ];
}

function promiseRows(promise: PromiseName, { tested }: Diary): string[] {
  const tests = tested.filter((one) => one.promise === promise);
  if (tests.length === 0) return [];
  const broken = tests.flatMap((one) => one.broken);
  const count = tests.reduce((sum, one) => sum + one.count, 0);
  const { zh, en } = PROMISES[promise];
  return [
    `  ${mark(broken)} ${zh} · ${count}`,
    `    ${en}`,
    ...[...new Set(broken)].map((what) => `      ✗ ${what}`),
  ];
}

// cast: the keys of a literal object are exactly its type's keys.
const PROMISE_NAMES = Object.keys(PROMISES) as PromiseName[];

/** How many promises were put to the test, and how many of them broke. */
function tally({ showings, tested }: Diary): { kept: number; broken: number } {
  const kinds = new Set(showings.map(({ kind }) => kind));
  const promises = new Set(tested.map(({ promise }) => promise));
  const broken =
    new Set(showings.filter((one) => !isAsPromised(one)).map(({ kind }) => kind)).size +
    new Set(tested.filter((one) => one.broken.length > 0).map(({ promise }) => promise)).size;
  return { kept: kinds.size + promises.size - broken, broken };
}

export type Told = { readonly text: string; readonly broken: number };

/** A morning as a property manager reads it: per gate, per kind of code, and what was promised. */
export function tell(diary: Diary, gates: readonly PlannedGate[], seconds: number): Told {
  const { showings } = diary;
  const names = new Map(
    gates.map(({ gateId, compoundName, name }) => [gateId, `${compoundName} ${name}`]),
  );
  const { kept, broken } = tally(diary);
  const end =
    broken === 0
      ? `  ${kept} 项约定全部做到，用时 ${seconds} 秒 · every promise held, all ${kept}, in ${seconds} s`
      : `  ${broken} 项没有做到，${kept} 项做到 · promises broken: ${broken}, held: ${kept}`;
  const lines = [
    '',
    '  每个门 · at each gate',
    ...HEAD,
    ...gateRows(showings, gates),
    '',
    '  谁来了，门岗看到什么 · who came, and what the guard read',
    ...HEAD,
    ...Object.values(KINDS).flatMap((kind) => kindRows(kind, showings, names)),
    '',
    '  另外的约定 · what else is promised',
    ...PROMISE_NAMES.flatMap((promise) => promiseRows(promise, diary)),
    '',
    end,
    '',
  ];
  return { text: lines.join('\n'), broken };
}
