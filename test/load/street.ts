import { createCompoundStore } from '../../functions/compounds/index.ts';
import { createGateStore, newGate } from '../../functions/gates/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createResidentStore } from '../../functions/residents/index.ts';
import { compoundIdOf, gateIdOf, newHouseId, newResidentId } from '../../shared/ids.ts';
import type { Shift } from '../../shared/messages/gates.ts';
import { FACTS } from '../support/facts.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import type { Gatehouse } from '../support/gatehouse.ts';
import type { ResidentPhone } from '../support/resident-phone.ts';
import { STREET } from './street-traffic.ts';

/** Enough that nobody comes twice within one code's life. */
const PEOPLE_EACH = 40;

export type GateAtWork = {
  readonly device: GatePhone;
  readonly shift: Shift;
  /** Who comes in here; nobody uses two gates. */
  readonly phones: readonly ResidentPhone[];
};

const numbered = (kind: number, compound: number, n: number): Uint8Array => {
  const bytes = Buffer.alloc(10);
  bytes.writeUInt32BE(kind * 1_000_000 + compound * 1_000 + n, 0);
  return bytes;
};

async function layCompound(table: Table, number: number): Promise<void> {
  const compoundId = compoundIdOf(number);
  const name = `第${number}小区`;
  const houseId = newHouseId(number, numbered(1, number, 0));
  await createCompoundStore(table).recordCompound(
    {
      compound: { compoundId, communityId: 'com_1', streetId: 'str_1', name, buildingWord: '幢' },
      grids: [{ compoundId, number: 1, name: '第一网格' }],
      buildings: [{ compoundId, number: 1, grid: 1 }],
      units: [{ compoundId, building: 1, number: 1 }],
      houses: [{ houseId, building: 1, unit: 1, room: '101', label: '1幢1单元101' }],
    },
    operatorFacts('load', 'places', Date.now()),
  );
  const residents = createResidentStore(table);
  for (let n = 0; n < PEOPLE_EACH; n++) {
    const residentId = newResidentId(number, numbered(2, number, n));
    const person = { residentId, houseId, name: '王小明', maskedName: '王**' };
    await residents.registerResident(
      {
        resident: { ...person, tie: 'owner', class: 'resident', building: '1幢' },
        place: { building: 1, unit: 1, room: '101', label: '1幢1单元101' },
      },
      operatorFacts('load', 'register', Date.now()),
    );
  }
  const gates = createGateStore(table);
  for (let gate = 1; gate <= STREET.gatesEach; gate++) {
    const gateId = gateIdOf(number, gate);
    await gates.recordGate(newGate({ gateId, name: `${gate}号门`, compoundName: name }), FACTS);
  }
}

/** A compound with people who have passes, and an enrolled device on duty at each gate. */
export async function openCompound(house: Gatehouse, number: number): Promise<GateAtWork[]> {
  await layCompound(house.table, number);
  const phones: ResidentPhone[] = [];
  for (let n = 0; n < PEOPLE_EACH; n++) {
    phones.push(await house.phoneOf(newResidentId(number, numbered(2, number, n))));
  }
  const gates: GateAtWork[] = [];
  for (let gate = 1; gate <= STREET.gatesEach; gate++) {
    const device = await house.deviceAt(gateIdOf(number, gate));
    const shift = await house.startShift(device);
    const own = phones.filter((_, n) => n % STREET.gatesEach === gate - 1);
    gates.push({ device, shift, phones: own });
  }
  return gates;
}
