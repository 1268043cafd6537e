import { isFinished, isWaiting } from '../../../shared/desk/request-lifecycle.ts';
import type { RequestRow } from '../../../shared/messages/requests.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { addDays } from '../../../shared/time/shanghai-days.ts';
import { t } from '../words/words.ts';
import { isLate } from './due-words.ts';
import { holderWords } from './step-words.ts';
import { typeWords } from './type-words.ts';

export const BOARD_VIEWS = ['state', 'deadline', 'type'] as const;
export type BoardView = (typeof BOARD_VIEWS)[number];
export type BoardGroup = {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly RequestRow[];
};

const STATE_GROUPS = ['waiting', 'taken', 'under_way', 'paused', 'finished'] as const;
const DEADLINE_GROUPS = ['late', 'today', 'tomorrow', 'later', 'paused', 'finished'] as const;

function stateGroup({ state }: RequestRow): (typeof STATE_GROUPS)[number] {
  if (isWaiting(state)) return 'waiting';
  if (isFinished(state)) return 'finished';
  if (state === 'in_progress') return 'under_way';
  return state === 'paused' ? 'paused' : 'taken';
}

function deadlineGroup(row: RequestRow, nowMs: number): (typeof DEADLINE_GROUPS)[number] {
  if (isFinished(row.state)) return 'finished';
  if (row.state === 'paused') return 'paused';
  if (isLate(row, nowMs)) return 'late';
  const [due, today] = [shanghaiDay(row.dueAt), shanghaiDay(nowMs)];
  if (due === today) return 'today';
  return due === addDays(today, 1) ? 'tomorrow' : 'later';
}

const filled = (groups: readonly BoardGroup[]): BoardGroup[] =>
  groups.filter(({ rows }) => rows.length > 0);

/** The board as somebody wants to look at it; what is late comes first in each part of it. */
export function groupsOf(
  rows: readonly RequestRow[],
  view: BoardView,
  nowMs: number,
): readonly BoardGroup[] {
  if (view === 'state') {
    return filled(
      STATE_GROUPS.map((id) => ({
        id,
        name: t(`rqGroup_${id}`),
        rows: rows.filter((row) => stateGroup(row) === id),
      })),
    );
  }
  if (view === 'deadline') {
    return filled(
      DEADLINE_GROUPS.map((id) => ({
        id,
        name: t(`rqGroup_${id}`),
        rows: rows.filter((row) => deadlineGroup(row, nowMs) === id),
      })),
    );
  }
  const types = new Map(rows.map((row) => [row.typeId, typeWords(row)]));
  return [...types].map(([id, name]) => ({
    id,
    name,
    rows: rows.filter(({ typeId }) => typeId === id),
  }));
}

const numbersIn = (words: string): string[] => words.match(/\d+/g) ?? [];

/** Whether a row is meant by what was typed: 3-2-501, 3幢, a type, or who has it. */
export function isMeant(row: RequestRow, typed: string): boolean {
  const sought = typed.trim();
  if (sought === '') return true;
  const house = row.houseLabel ?? row.building;
  const numbers = numbersIn(sought);
  if (numbers.length > 0) {
    const own = numbersIn(house);
    return numbers.every((number, at) => own[at] === number);
  }
  return [house, typeWords(row), row.typeName, holderWords(row)].some((words) =>
    words.includes(sought),
  );
}
