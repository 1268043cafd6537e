import { type PassHolder, passHoldersOf } from '../passes/index.ts';
import type { Table } from '../platform/table.ts';
import { createResidentStore } from '../residents/index.ts';
import type { TouchedPeople } from './set-single-entrance.ts';

const isGood = ({ state }: PassHolder): boolean => state === 'active';

/** Whom a single entrance touches: who lives there now, and their good passes. */
export function createTouchedPeople(table: Table): TouchedPeople {
  const residents = createResidentStore(table);
  const holders = passHoldersOf(table);
  return {
    listResidents: async (compound) =>
      (await residents.listResidents(compound)).filter(({ state }) => state !== 'moved_out'),
    listHolders: async (compound, nowMs) => (await holders(compound, nowMs)).filter(isGood),
  };
}
