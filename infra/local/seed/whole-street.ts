import { type CompoundPlan, createCompoundStore } from '../../../functions/compounds/index.ts';
import { createGateStore, newGate } from '../../../functions/gates/index.ts';
import { accountOf } from '../../../functions/identity/index.ts';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import { putAll } from '../../../functions/platform/batch-dynamo.ts';
import { deriveKey } from '../../../functions/platform/secrets.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { maskName, residentItems } from '../../../functions/residents/index.ts';
import { gateIdOf, newResidentId } from '../../../shared/ids.ts';
import { drawingFrom } from './drawing.ts';
import { drawHousehold } from './households.ts';
import { buildingOf, type CompoundSketch, planCompound, STREET } from './places.ts';

/** As the street of the pilot: 52 compounds, of which the demo's stand already. */
export const COMPOUNDS_OF_THE_STREET = 52;
export const PEOPLE_OF_A_COMPOUND = 2_000;
const COMPOUNDS_OF_A_COMMUNITY = 7;
const SEED = 52_000;
const ITEMS_AT_A_TIME = 25 * 16;
/** Past the numbers that the demo prints: block 1391, which belongs to nobody here. */
const FIRST_PHONE = 13_910_000_000;

const sketchOf = (number: number): CompoundSketch => ({
  number,
  name: `${number} 号小区`,
  communityId: `com_${Math.ceil(number / COMPOUNDS_OF_A_COMMUNITY)}`,
  buildingWord: '幢',
  buildings: 12,
  buildingsPerGrid: 3,
  units: 2,
  floors: 18,
  people: PEOPLE_OF_A_COMPOUND,
  gates: ['东门', '西门', '北门'],
});

/** Writes one compound with its people; the same number is the same compound on every machine. */
export async function seedCompound(
  table: Table,
  serverSecret: Uint8Array,
  number: number,
  now: number,
): Promise<CompoundPlan> {
  const drawing = drawingFrom(SEED + number);
  const sketch = sketchOf(number);
  const plan = planCompound(sketch, drawing);
  const compounds = createCompoundStore(table);
  await compounds.recordStreet(STREET, [
    {
      communityId: sketch.communityId,
      streetId: STREET.streetId,
      name: `第${sketch.communityId.slice(4)}社区`,
    },
  ]);
  const facts = operatorFacts('street.seed', 'register', now);
  const laid = operatorFacts('street.seed', 'places', now);
  await compounds.recordCompound(plan, laid);
  const gates = createGateStore(table);
  for (const [at, name] of sketch.gates.entries()) {
    const gate = newGate({ gateId: gateIdOf(number, at + 1), name, compoundName: sketch.name });
    await gates.recordGate(gate, laid);
  }

  const phoneKey = deriveKey(serverSecret, 'phone');
  let settled = 0;
  let waiting: Record<string, unknown>[] = [];
  const write = async (): Promise<void> => {
    await putAll(table, waiting);
    waiting = [];
  };
  while (settled < sketch.people) {
    for (const house of plan.houses) {
      for (const { name, tie, class: lives, phone } of drawHousehold(drawing)) {
        if (settled === sketch.people) break;
        settled += 1;
        const number11 = String(FIRST_PHONE + number * 10_000 + settled);
        const resident = {
          residentId: newResidentId(number, drawing.bytes(10)),
          houseId: house.houseId,
          name,
          maskedName: maskName(name),
          tie,
          class: lives,
          building: buildingOf(house, sketch),
          ...(phone === 'none' ? {} : { accountId: accountOf(phoneKey, number11) }),
        };
        waiting.push(...residentItems({ resident, place: house }, facts));
      }
      if (waiting.length >= ITEMS_AT_A_TIME) await write();
    }
  }
  await write();
  return plan;
}
