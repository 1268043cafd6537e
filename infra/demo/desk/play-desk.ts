import { setTimeout as pause } from 'node:timers/promises';
import { FIRST_REQUEST_TYPES } from '../../../shared/desk/request-types.ts';
import { type CompoundId, compoundIdOf } from '../../../shared/ids.ts';
import { DeskFigures } from '../../../shared/messages/desk-figures.ts';
import { type PlannedStaff, planStreet, type StreetPlan } from '../../local/seed/plan.ts';
import { ownAddresses, type Street, streetAt } from '../street-client.ts';
import {
  DESK_PROMISES,
  type DeskCast,
  type DeskDiary,
  type DeskPromise,
  playDesk,
} from './desk-day.ts';
import { comeAsAsker, comeAsWorker, type Worker } from './desk-people.ts';
import { pilotDay } from './pilot-day.ts';

const SHOWN_COMPOUND = 1;
const ASKERS = 12;
const COUNTED_WITHIN_MS = 20_000;
const ASK_EVERY_MS = 250;

async function arrive(street: Street, plan: StreetPlan, compoundId: CompoundId): Promise<DeskCast> {
  const here = plan.residents.filter(({ residentId }) =>
    residentId.startsWith(`res_${SHOWN_COMPOUND}_`),
  );
  const hired = (role: PlannedStaff['role']): PlannedStaff[] =>
    plan.staff.filter((one) => one.role === role && one.compound === SHOWN_COMPOUND);
  const come = async (role: PlannedStaff['role'], n: number): Promise<Worker> => {
    const member = hired(role)[n];
    if (member === undefined) throw new Error(`the street has no ${role} ${n}`);
    return comeAsWorker(street, member);
  };
  const numbers = new Set<string>();
  const askers: DeskCast['askers'][number][] = [];
  for (const { phone, residentId, childUntil } of here) {
    if (askers.length === ASKERS) break;
    // A number of two adults proves neither of them, and a child asks for nothing.
    const shared = here.filter((one) => one.phone === phone && one.childUntil === undefined);
    if (phone === undefined || childUntil !== undefined || shared.length > 1) continue;
    if (numbers.has(phone)) continue;
    numbers.add(phone);
    askers.push(await comeAsAsker(street, { phone, residentId }));
  }
  return {
    compoundId,
    askers,
    callers: here.filter(({ phone }) => phone === undefined).map((one) => one.residentId),
    frontDesk: await come('front_desk', 0),
    manager: await come('property_manager', 0),
    repairers: [await come('repairer', 0), await come('repairer', 1)],
    runners: [await come('volunteer', 0), await come('volunteer', 1)],
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function typeLines({ done }: DeskDiary): string[] {
  return FIRST_REQUEST_TYPES.flatMap(({ typeId, name }) => {
    const of = done.filter((one) => one.typeId === typeId);
    if (of.length === 0) return [];
    const inTime = of.filter((one) => one.inTime).length;
    const seconds = (median(of.map(({ minutes }) => minutes)) * 60).toFixed(1);
    return [
      `    ${name.zh} ${name.en ?? ''}: ${of.length}，按时 in time ${inTime}，中位 median ${seconds} s`,
    ];
  });
}

function promiseLines({ tested }: DeskDiary): { lines: string[]; broken: number } {
  // cast: the keys of a literal object are exactly its type's keys.
  const names = Object.keys(DESK_PROMISES) as DeskPromise[];
  let broken = 0;
  const lines = names.flatMap((promise) => {
    const of = tested.filter((one) => one.promise === promise);
    const wrong = of.flatMap((one) => one.broken);
    if (of.length === 0) return [];
    if (wrong.length > 0) broken++;
    const { zh, en } = DESK_PROMISES[promise];
    return [
      `  ${wrong.length === 0 ? '✓' : '✗'} ${zh} · ${of.length}`,
      `    ${en}`,
      ...wrong.slice(0, 5).map((what) => `      ✗ ${what}`),
    ];
  });
  return { lines, broken };
}

/** What the desk's figures count as done in thirty days. */
async function doneIn({ client }: Worker, compoundId: CompoundId): Promise<number> {
  const path = `/api/v1/manager/compounds/${compoundId}/desk-figures`;
  const { types } = DeskFigures.parse(await client.call('GET', path));
  return types.reduce((sum, { done }) => sum + done, 0);
}

/** The count comes by the stream, behind the last that was closed: lost is what no longer comes. */
async function checkCount(
  manager: Worker,
  compoundId: CompoundId,
  { expected, diary }: { readonly expected: number; readonly diary: DeskDiary },
): Promise<void> {
  let until = Date.now() + COUNTED_WITHIN_MS;
  let counted = await doneIn(manager, compoundId);
  while (counted < expected && Date.now() < until) {
    await pause(ASK_EVERY_MS);
    const before = counted;
    counted = await doneIn(manager, compoundId);
    if (counted > before) until = Date.now() + COUNTED_WITHIN_MS;
  }
  const broken = counted === expected ? [] : [`counted ${counted}, not ${expected}`];
  diary.tested.push({ promise: 'counted', count: expected, broken });
}

/** A day of the service desk through the public API. @returns 1 where a promise broke, else 0 */
export async function playDeskHere(origin: string): Promise<number> {
  const wishes = pilotDay();
  console.log(`
服务台的一天 · a day of the service desk of ${origin}

  ${wishes.length} 件诉求，从提交到结案 · ${wishes.length} requests, from the first word to the last
`);
  const startedAt = performance.now();
  const street = streetAt(origin, { ownAddresses });
  console.log('  … 住户和办事的人登录 · residents and workers sign in');
  const cast = await arrive(street, planStreet(), compoundIdOf(SHOWN_COMPOUND));
  console.log('  … 提交、抢单、办理、评价、结案 · asked, claimed, done, rated, closed');
  const before = await doneIn(cast.manager, cast.compoundId);
  const diary = await playDesk(cast, wishes);
  await checkCount(cast.manager, cast.compoundId, { expected: before + wishes.length, diary });
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const { lines, broken } = promiseLines(diary);
  console.log(
    [
      '',
      '  本人提交的 · asked by phone',
      ...typeLines(diary),
      `    评价 rated ${diary.rated}，电话回访 called back ${diary.calledBack}`,
      '',
      ...lines,
      '',
      broken === 0
        ? `  约定全部做到，用时 ${seconds} 秒 · every promise held, in ${seconds} s`
        : `  ${broken} 项没有做到 · promises broken: ${broken}`,
      '',
    ].join('\n'),
  );
  return broken === 0 ? 0 : 1;
}
