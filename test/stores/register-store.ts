import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import type { Table } from '../../functions/platform/table.ts';
import {
  createRegisterStore,
  fillRegister,
  type HousePlace,
  maskName,
  type NewResident,
  type RegisterStore,
  type ResidentStore,
  readCursor,
  registerQueryOf,
  writeCursor,
} from '../../functions/residents/index.ts';
import { type CompoundId, compoundIdOf, newHouseId, newResidentId } from '../../shared/ids.ts';
import { NOON } from '../support/fixed-clock.ts';
import { layHouse } from '../support/standing-house.ts';
import { itemsOf } from '../support/table-items.ts';

const AUDIT = operatorFacts('test', 'register', NOON);
let compounds = 7_000;

/** What every store of the register promises. */
export function registerStoreSuite(
  open: () => { residents: ResidentStore; register: RegisterStore; table: Table },
): void {
  describe('a register of who lives where', () => {
    let stores: ReturnType<typeof open>;
    let number: number;
    let compound: CompoundId;
    beforeEach(() => {
      stores = open();
      number = ++compounds;
      compound = compoundIdOf(number);
    });

    const placeOf = (door: string): HousePlace => {
      const [building = '', unit = '', room = ''] = door.split('-');
      const label = `${building}幢${unit}单元${room}`;
      return { building: Number(building), unit: Number(unit), room, label };
    };
    async function register(door: string, name: string, changed: Partial<NewResident> = {}) {
      const resident: NewResident = {
        residentId: newResidentId(number, randomBytes(10)),
        houseId: newHouseId(number, randomBytes(10)),
        name,
        maskedName: maskName(name),
        tie: 'owner',
        class: 'resident',
        building: `${door.split('-')[0]}幢`,
        ...changed,
      };
      const place = placeOf(door);
      await layHouse(stores.table, resident.houseId, place);
      await stores.residents.registerResident({ resident, place }, AUDIT);
      return resident;
    }
    type Asked = Parameters<typeof registerQueryOf>[0];
    async function pages(asked: Asked, most = 50, seen: 'every' | number[] = 'every') {
      const query = registerQueryOf(asked, seen);
      if (query === undefined) throw new Error('nothing asked');
      const found: string[][] = [];
      let after: string | undefined;
      do {
        const page = await stores.register.listRows(compound, query, {
          most,
          ...(after === undefined ? {} : { after }),
        });
        found.push(page.rows.map(({ houseLabel, maskedName }) => `${houseLabel} ${maskedName}`));
        const cursor: string | undefined = page.next && writeCursor(page.next);
        const read = readCursor(cursor, query);
        if (typeof read === 'object') throw new Error('a cursor of its own is refused');
        after = read;
      } while (after !== undefined);
      return found;
    }
    const list = async (asked: Asked, seen?: 'every' | number[]) =>
      (await pages(asked, 50, seen)).flat();

    it('lists by building, unit and room as numbers, and the other way round', async () => {
      for (const door of ['10-1-101', '2-1-1001', '2-1-502', '2-1-502A', '2-2-101']) {
        await register(door, '王明');
      }
      const inOrder = [
        '2幢1单元502',
        '2幢1单元502A',
        '2幢1单元1001',
        '2幢2单元101',
        '10幢1单元101',
      ];
      const named = inOrder.map((label) => `${label} 王**`);
      expect(await list({})).toEqual(named);
      expect(await list({ descending: true })).toEqual(named.toReversed());
    });

    it('finds a house, a unit, a building and a surname, as people type them', async () => {
      await register('3-2-501', '王建国');
      await register('3-2-502', '欧阳敏');
      await register('3-1-501', '李敏');
      await register('32-1-501', '王小雨');
      const [wang, ouyang, li, far] = [
        '3幢2单元501 王**',
        '3幢2单元502 欧阳**',
        '3幢1单元501 李**',
        '32幢1单元501 王**',
      ];
      for (const typed of ['3-2-501', '3幢2单元501', '３－２－５０１', '3栋2单元501室']) {
        expect(await list({ typed })).toEqual([wang]);
      }
      expect(await list({ typed: '32501' })).toEqual([wang, far]);
      expect(await list({ typed: '3#501' })).toEqual([li, wang]);
      expect(await list({ typed: '3-2' })).toEqual([wang, ouyang]);
      expect(await list({ typed: '3幢2单元' })).toEqual([wang, ouyang]);
      expect(await list({ typed: '3号楼' })).toEqual([li, wang, ouyang]);
      for (const typed of ['王', '王**', '王建国', '王女士']) {
        expect(await list({ typed })).toEqual([wang, far]);
      }
      for (const typed of ['欧阳', '欧阳**']) expect(await list({ typed })).toEqual([ouyang]);
      expect(await list({ typed: '赵' })).toEqual([]);
      expect(registerQueryOf({ typed: '？？' }, 'every')).toBeUndefined();
    });

    it('turns the pages, each once, also where much of what lies between is left out', async () => {
      for (let n = 1; n <= 25; n++) {
        await register(`1-1-${100 + n}`, '王明', n % 3 === 0 ? { state: 'moved_out' } : {});
      }
      const found = await pages({}, 6);
      expect(found.map((page) => page.length)).toEqual([6, 6, 5]);
      expect(new Set(found.flat()).size).toBe(17);
      expect((await pages({ descending: true }, 6)).flat()).toEqual(found.flat().toReversed());
      expect(await list({ state: 'moved_out' })).toHaveLength(8);
      expect(await list({ tie: 'tenant' })).toEqual([]);
    });

    it('looks through a part of the register for a page, says that there is more, and goes on', {
      timeout: 60_000,
    }, async () => {
      const doors = Array.from({ length: 1_020 }, (_, n) => `${1 + (n % 20)}-1-${101 + n}`);
      while (doors.length > 0) {
        await Promise.all(doors.splice(0, 60).map((door) => register(door, '王明')));
      }
      await register('30-1-101', '李敏', { tie: 'tenant' });
      expect(await pages({ tie: 'tenant' })).toEqual([[], ['30幢1单元101 李**']]);
    });

    it('shows somebody with a grid or a building to look after nobody else', async () => {
      for (const door of ['1-1-101', '2-1-101', '3-1-101']) await register(door, '王明');
      const seen = [1, 3];
      const theirs = ['1幢1单元101 王**', '3幢1单元101 王**'];
      for (const asked of [{}, { order: 'name' as const }, { typed: '王' }]) {
        expect(await list(asked, seen)).toEqual(theirs);
      }
      expect(await list({ typed: '2幢' }, seen)).toEqual([]);
      expect(await list({ typed: '2-1-101' }, seen)).toEqual([]);
      expect((await pages({}, 1, seen)).flat()).toEqual(theirs);
    });

    it('takes no cursor that points elsewhere', () => {
      const query = registerQueryOf({ typed: '3幢' }, 'every');
      if (query === undefined) throw new Error('nothing asked');
      for (const place of ['register#004#01#00101#res_1', 'resident#res_1', '', 'surname#王#']) {
        expect(readCursor(writeCursor(place), query)).toMatchObject({ failure: 'invalid_input' });
      }
    });

    it('costs one query for a page, however many live there', async () => {
      for (let n = 1; n <= 70; n++) await register(`1-1-${100 + n}`, '王明');
      const sent: string[] = [];
      const { name, documents } = stores.table;
      const noting = Object.create(documents, {
        send: {
          value: (command: Parameters<typeof documents.send>[0]) => {
            sent.push(command.constructor.name);
            return documents.send(command);
          },
        },
      });
      const query = registerQueryOf({}, 'every');
      if (query === undefined) throw new Error('nothing asked');
      await createRegisterStore({ name, documents: noting }).listRows(compound, query, {
        most: 50,
      });
      expect(sent).toEqual(['QueryCommand']);
    });

    it('is filled with who was registered before there was one, once', async () => {
      const resident = await register('3-2-501', '王建国');
      const rows = async () =>
        (await itemsOf(stores.table)).filter(
          ({ pk, sk }) => pk === compound && /^(register|surname)#/.test(String(sk)),
        );
      const before = await rows();
      for (const { pk, sk } of before) {
        await stores.table.documents.send(
          new DeleteCommand({ TableName: stores.table.name, Key: { pk, sk } }),
        );
      }
      const ports = {
        ...stores,
        compounds: {
          listHouses: async () => [{ ...placeOf('3-2-501'), houseId: resident.houseId }],
        },
      };
      expect(await fillRegister(ports, compound, NOON)).toBe(1);
      expect(await rows()).toEqual(before);
      expect(await fillRegister(ports, compound, NOON)).toBe(0);
    });
  });
}
