import type { CompoundPlan, House } from '../../../functions/compounds/index.ts';
import type { StaffMember } from '../../../functions/identity/index.ts';
import { maskName, type NewResident } from '../../../functions/residents/index.ts';
import {
  compoundIdOf,
  type GateId,
  gateIdOf,
  newResidentId,
  newStaffId,
  type PlaceId,
} from '../../../shared/ids.ts';
import type { Role } from '../../../shared/roles.ts';
import { type Drawing, drawingFrom } from './drawing.ts';
import { drawHousehold, KNOWN_HOUSEHOLDS, type Person } from './households.ts';
import { drawGiven, drawSurname } from './names.ts';
import { buildingOf, COMPOUNDS, type CompoundSketch, planCompound } from './places.ts';

export type PlannedResident = Omit<NewResident, 'accountId'> & {
  /** 11 digits of the block 1390000xxxx, which belongs to nobody here. */
  readonly phone?: string;
};
export type PlannedStaff = Omit<StaffMember, 'grants'> & {
  readonly phone: string;
  readonly role: Role;
  /** Where they work: a compound of the demo's, or the one from which a street or community is shown. */
  readonly compound: number;
  /** Where the role is held, if not at the compound. */
  readonly node?: PlaceId;
};
export type PlannedGate = {
  readonly gateId: GateId;
  readonly compound: number;
  readonly number: number;
  readonly name: string;
  readonly compoundName: string;
};

/** A whole street: the same on every machine, since nothing in it is left to chance. */
export type StreetPlan = {
  readonly compounds: readonly CompoundPlan[];
  readonly gates: readonly PlannedGate[];
  readonly residents: readonly PlannedResident[];
  readonly staff: readonly PlannedStaff[];
};

const STREET_SEED = 20_251_107;
const GUARDS_A_COMPOUND = 2;
const SHOWN_COMPOUND = 1;

const demoPhone = (last4: number): string => `1390000${String(last4).padStart(4, '0')}`;
/** Residents from 0001, guards from 8001, managers from 9001. */
const FIRST_GUARD = 8001;
const FIRST_MANAGER = 9001;

type Numbers = { nextResident: number };

function settle(
  people: readonly Person[],
  house: House,
  { sketch, drawing, numbers }: { sketch: CompoundSketch; drawing: Drawing; numbers: Numbers },
): PlannedResident[] {
  let latest = '';
  return people.map(({ name, tie, class: lives, phone, childUntil }) => {
    if (phone === 'own') latest = demoPhone(numbers.nextResident++);
    return {
      residentId: newResidentId(sketch.number, drawing.bytes(10)),
      houseId: house.houseId,
      name,
      maskedName: maskName(name),
      tie,
      class: lives,
      building: buildingOf(house, sketch),
      ...(childUntil === undefined ? {} : { childUntil }),
      ...(phone === 'none' || latest === '' ? {} : { phone: latest }),
    };
  });
}

const doorOf = ({ building, unit, room }: House): string => `${building}-${unit}-${room}`;

function settleCompound(
  sketch: CompoundSketch,
  plan: CompoundPlan,
  context: { drawing: Drawing; numbers: Numbers },
): PlannedResident[] {
  const settled: PlannedResident[] = [];
  const known = sketch.number === 1 ? KNOWN_HOUSEHOLDS : {};
  const [expected, others] = [
    plan.houses.filter((house) => doorOf(house) in known),
    plan.houses.filter((house) => !(doorOf(house) in known)),
  ];
  // In the order of KNOWN_HOUSEHOLDS, so that the first numbers are the ones printed.
  expected.sort(
    (a, b) => Object.keys(known).indexOf(doorOf(a)) - Object.keys(known).indexOf(doorOf(b)),
  );
  for (const house of [...expected, ...others]) {
    const room = sketch.people - settled.length;
    const people = known[doorOf(house)] ?? drawHousehold(context.drawing);
    settled.push(...settle(people.slice(0, room), house, { sketch, ...context }));
  }
  return settled;
}

function planStaff(drawing: Drawing): PlannedStaff[] {
  const staff: PlannedStaff[] = [];
  const hire = (role: Role, phone: string, compound: number): void => {
    const name = `${drawSurname(drawing)}${drawGiven(drawing, drawing.pick(['man', 'woman']))}`;
    const staffId = newStaffId(drawing.bytes(10));
    staff.push({ staffId, maskedName: maskName(name), phone, role, compound });
  };
  COMPOUNDS.forEach(({ number }, index) => {
    for (let guard = 0; guard < GUARDS_A_COMPOUND; guard++) {
      hire('guard', demoPhone(FIRST_GUARD + index * GUARDS_A_COMPOUND + guard), number);
    }
    hire('property_manager', demoPhone(FIRST_MANAGER + index), number);
  });
  // After all others, so that those keep their names and ids.
  const appoint = (role: Role, last4: number, node: PlaceId): void => {
    hire(role, demoPhone(last4), SHOWN_COMPOUND);
    const [appointed] = staff.splice(-1);
    if (appointed !== undefined) staff.push({ ...appointed, node });
  };
  appoint('community_worker', 9101, 'com_1');
  appoint('community_worker', 9102, 'com_2');
  appoint('street_administrator', 9201, 'str_1');
  appoint('auditor', 9301, 'cmp_1');
  appoint('grid_worker', 9401, 'grd_1_1');
  appoint('building_captain', 9501, 'bld_1_3');
  appoint('grid_leader', 9402, 'grd_1_1');
  appoint('front_desk', 9601, 'cmp_1');
  appoint('repairer', 9602, 'cmp_1');
  appoint('repairer', 9603, 'cmp_1');
  appoint('volunteer', 9701, 'cmp_1');
  appoint('volunteer', 9702, 'cmp_1');
  appoint('community_doctor', 9801, 'com_1');
  return staff;
}

export function planStreet(): StreetPlan {
  const drawing = drawingFrom(STREET_SEED);
  const numbers: Numbers = { nextResident: 1 };
  const compounds: CompoundPlan[] = [];
  const residents: PlannedResident[] = [];
  const gates: PlannedGate[] = [];
  for (const sketch of COMPOUNDS) {
    const plan = planCompound(sketch, drawing);
    compounds.push(plan);
    residents.push(...settleCompound(sketch, plan, { drawing, numbers }));
    sketch.gates.forEach((name, index) => {
      gates.push({
        gateId: gateIdOf(sketch.number, index + 1),
        compound: sketch.number,
        number: index + 1,
        name,
        compoundName: sketch.name,
      });
    });
  }
  return { compounds, gates, residents, staff: planStaff(drawing) };
}

/** Where a member of staff holds the role. */
export const nodeOf = ({ compound, node = compoundIdOf(compound) }: PlannedStaff): PlaceId => node;
