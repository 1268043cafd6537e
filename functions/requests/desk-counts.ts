import { OPEN_STATES, type RequestState } from '../../shared/desk/request-lifecycle.ts';
import { type DeskFigures, FEW, type Scoreboard } from '../../shared/messages/desk-figures.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import type { DeskRow, DoneRow } from './desk-rows.ts';

const MINUTES_AN_HOUR = 60;
const FEW_BELOW = 3;
export const DAYS_SHOWN = 30;

type Typed = Pick<DoneRow, 'typeId' | 'typeName'>;

export const monthOf = (unixMs: number): string => shanghaiDay(unixMs).slice(0, 'yyyy-mm'.length);

/** The middle of them, in hours with one decimal; undefined where there is none. */
function medianHours(minutes: readonly number[]): number | undefined {
  const sorted = [...minutes].sort((one, other) => one - other);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  if (low === undefined || high === undefined) return undefined;
  return Math.round(((low + high) / 2 / MINUTES_AN_HOUR) * 10) / 10;
}

/** By type, in the order of their names, whatever a type was called meanwhile. */
function byType<Row extends Typed>(rows: readonly Row[]): readonly (Typed & { rows: Row[] })[] {
  const types = new Map<string, Typed & { rows: Row[] }>();
  for (const row of rows) {
    const { typeId, typeName } = row;
    const of = types.get(typeId) ?? { typeId, typeName, rows: [] };
    of.rows.push(row);
    types.set(typeId, of);
  }
  return [...types.values()].sort((one, other) => (one.typeId < other.typeId ? -1 : 1));
}

const isDone = ({ outcome }: DoneRow): boolean => outcome === 'closed';
const timesOf = (rows: readonly DoneRow[]): readonly number[] =>
  rows.flatMap(({ minutes }) => minutes ?? []);
const inTimeOf = (rows: readonly DoneRow[]): number =>
  rows.filter(({ inTime }) => inTime === true).length;

/** A count that anybody may read. */
const publicly = (count: number): number | typeof FEW =>
  count > 0 && count < FEW_BELOW ? FEW : count;

/**
 * What anybody may know of a compound's desk.
 * @param over everything that is over, @param open everything that is not
 * @param months the latest first
 */
export function scoreboardOf(
  over: readonly DoneRow[],
  open: readonly Pick<DeskRow, 'typeId' | 'typeName' | 'at'>[],
  months: readonly string[],
): Scoreboard {
  const done = over.filter(isDone);
  const asked: readonly (Typed & { at: number; doneIn?: string; row?: DoneRow })[] = [
    ...over.map((row) => ({
      ...row,
      row,
      ...(isDone(row) ? { doneIn: monthOf(row.overAt) } : {}),
    })),
    ...open,
  ];
  const isShown = ({ overAt }: DoneRow): boolean => months.includes(monthOf(overAt));
  return {
    done: publicly(done.filter(isShown).length),
    months: months.map((month) => {
      const inMonth = asked.filter(({ at, doneIn }) => monthOf(at) === month || doneIn === month);
      return {
        month,
        types: byType(inMonth).map(({ typeId, typeName, rows }) => {
          const finished = rows
            .filter(({ doneIn }) => doneIn === month)
            .flatMap(({ row }) => row ?? []);
          const median = medianHours(timesOf(finished));
          const isFew = finished.length < FEW_BELOW;
          return {
            typeId,
            typeName,
            asked: publicly(rows.filter(({ at }) => monthOf(at) === month).length),
            done: publicly(finished.length),
            ...(isFew ? {} : { inTime: inTimeOf(finished) }),
            ...(isFew || median === undefined ? {} : { medianHours: median }),
          };
        }),
      };
    }),
  };
}

type OpenCount = DeskFigures['open'][number];
const isOpenState = (state: RequestState): state is OpenCount['state'] =>
  OPEN_STATES.some((one) => one === state);

function countOpen(open: readonly DeskRow[], now: number): OpenCount[] {
  return byType(open).flatMap(({ typeId, typeName, rows }) => {
    const states = new Map<OpenCount['state'], OpenCount>();
    for (const { state, dueAt } of rows) {
      if (!isOpenState(state)) continue;
      const of = states.get(state) ?? { typeId, typeName, state, count: 0, late: 0 };
      const isLate = state !== 'paused' && dueAt < now;
      states.set(state, { ...of, count: of.count + 1, late: of.late + (isLate ? 1 : 0) });
    }
    return [...states.values()];
  });
}

const timesRated = (rows: readonly DoneRow[], service: number): number =>
  rows.filter((row) => row.service === service).length;

/** How the desk does, for those who see to it. */
export function figuresOf(
  over: readonly DoneRow[],
  open: readonly DeskRow[],
  now: number,
): DeskFigures {
  const today = shanghaiDay(now);
  const days = Array.from({ length: DAYS_SHOWN }, (_, n) => addDays(today, n + 1 - DAYS_SHOWN));
  const shown = over.filter(({ overAt }) => days.includes(shanghaiDay(overAt)));
  const done = shown.filter(isDone);
  const on = (day: string, rows: readonly DoneRow[]): number =>
    rows.filter(({ overAt }) => shanghaiDay(overAt) === day).length;
  return {
    open: countOpen(open, now),
    days: days.map((day) => ({
      day,
      done: on(day, done),
      cancelled: on(day, shown) - on(day, done),
    })),
    types: byType(done).map(({ typeId, typeName, rows }) => {
      const median = medianHours(timesOf(rows));
      return {
        typeId,
        typeName,
        done: rows.length,
        inTime: inTimeOf(rows),
        ...(median === undefined ? {} : { medianHours: median }),
        rated: {
          notDone: timesRated(rows, 1),
          done: timesRated(rows, 2),
          doneWell: timesRated(rows, 3),
        },
      };
    }),
  };
}
