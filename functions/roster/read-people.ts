import type { RosterError } from '../../shared/messages/rosters.ts';
import type { Resident } from '../residents/index.ts';
import type { Columns, RosterField } from './columns.ts';
import { shownOf } from './identity-numbers.ts';
import { isProblem, type Problem, problemOf } from './problem.ts';
import { PROBLEM_WORDS } from './problem-words.ts';
import { readDay, readName, readPhone, readTie, textOf } from './read-cells.ts';
import { type FoundHouse, type HouseFinder, readHouse } from './roster-houses.ts';
import { type Cell, columnName, type Sheet } from './sheet.ts';

/** Somebody whom a row names, once everything in it is understood. */
export type Person = {
  /** As the program counts rows, from 1. */
  readonly row: number;
  readonly name: string;
  readonly house: FoundHouse;
  readonly tie: Resident['tie'];
  /** 11 digits. */
  readonly phone: string | undefined;
  /** As 2024-03-05. */
  readonly since: string | undefined;
};

export type ReadPeople = {
  /** Rows in which anything stands. */
  readonly rows: number;
  readonly people: readonly Person[];
  readonly errors: readonly RosterError[];
};

/** What one sign-in carries: somebody who holds more passes than this works with printed cards. */
export const MOST_PEOPLE_OF_A_PHONE = 30;
const PLACE_FIELDS = ['house', 'building', 'unit', 'room'] as const satisfies RosterField[];

/** Every row of a roster: somebody, or what has to be mended in it. */
export function readPeople(sheet: Sheet, columns: Columns, findHouse: HouseFinder): ReadPeople {
  const errors: RosterError[] = [];
  const people: Person[] = [];
  const ofPhone = new Map<string, number>();
  let rows = 0;

  for (const [index, cells] of sheet.entries()) {
    if (index <= columns.headerRow || isEmpty(cells, columns)) continue;
    rows++;
    const row = index + 1;
    const cellOf = (field: RosterField): Cell => {
      const at = columns.at.get(field);
      return at === undefined ? undefined : cells[at];
    };
    const note = (field: RosterField, { problem, detail = '' }: Problem): void => {
      const at = columns.at.get(field) ?? 0;
      errors.push({
        row,
        column: columnName(at),
        header: columns.headers[at] ?? '',
        found: shownOf(textOf(cells[at])),
        code: problem,
        ...PROBLEM_WORDS[problem](detail),
      });
    };
    /** The value, or undefined once what is wrong with it is noted. */
    const take = <Value>(field: RosterField, read: Value | Problem): Value | undefined => {
      if (!isProblem(read)) return read;
      note(field, read);
      return undefined;
    };

    const before = errors.length;
    const name = take('name', readName(cellOf('name')));
    const house = take(placeField(columns, cells), houseOf(cellOf, findHouse));
    const tie = take('tie', readTie(cellOf('tie')));
    const phone = take('phone', readPhone(cellOf('phone')));
    const since = take('since', readDay(cellOf('since')));
    if (phone !== undefined) {
      const count = (ofPhone.get(phone) ?? 0) + 1;
      ofPhone.set(phone, count);
      if (count > MOST_PEOPLE_OF_A_PHONE) {
        note('phone', problemOf('phone_of_many', String(MOST_PEOPLE_OF_A_PHONE)));
      }
    }
    // Somebody of a house that can be added is in error, and understood all the same.
    const isElsewise = errors.length > before;
    if (house?.isMissing === true) note(placeField(columns, cells), problemOf('house_unknown'));
    if (isElsewise || name === undefined || house === undefined || tie === undefined) {
      continue;
    }
    people.push({ row, name, house, tie, phone, since });
  }
  return { rows, people, errors };
}

/** Nothing stands in it but a running number, as below the last person of many tables. */
function isEmpty(cells: readonly Cell[], columns: Columns): boolean {
  return [...columns.at.values()].every((at) => textOf(cells[at]) === '');
}

/** Where a house that is not understood is shown to stand. */
function placeField(columns: Columns, cells: readonly Cell[]): RosterField {
  const there = PLACE_FIELDS.filter((field) => columns.at.has(field));
  const filled = there.find((field) => textOf(cells[columns.at.get(field) ?? 0]) !== '');
  return filled ?? there[0] ?? 'house';
}

function houseOf(
  cellOf: (field: RosterField) => Cell,
  findHouse: HouseFinder,
): FoundHouse | Problem {
  const text = (field: RosterField): string => textOf(cellOf(field));
  const name = readHouse({
    house: text('house'),
    building: text('building'),
    unit: text('unit'),
    room: text('room'),
  });
  return isProblem(name) ? name : findHouse(name);
}
