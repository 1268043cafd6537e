import type { GateId } from '../../shared/ids.ts';
import type { PlannedStaff, StreetPlan } from './seed/plan.ts';

/** Whom to sign in as. */
export type DemoPerson = { readonly phone: string; readonly who: string };
export type DemoGate = {
  readonly gateId: GateId;
  readonly name: string;
  readonly compoundName: string;
};
export type Demo = {
  readonly residents: readonly DemoPerson[];
  readonly guard: DemoPerson;
  readonly manager: DemoPerson;
  readonly communityWorker: DemoPerson;
  readonly street: DemoPerson;
  readonly auditor: DemoPerson;
  readonly gridWorker: DemoPerson;
  readonly frontDesk: DemoPerson;
  readonly repairer: DemoPerson;
  readonly volunteer: DemoPerson;
  /** The gates of the compound where all of them are. */
  readonly gates: readonly DemoGate[];
};

/** How many of the numbers are shown: the family, the couple with one phone, the tenant. */
const SHOWN_NUMBERS = 4;
const SHOWN_COMPOUND = 1;

export function demoOf({ compounds, residents, staff, gates }: StreetPlan): Demo {
  const houses = new Map(
    compounds.flatMap((plan) => plan.houses.map((house) => [house.houseId, house.label])),
  );
  const shown = new Map<string, string>();
  for (const { phone, name, houseId } of residents) {
    if (phone === undefined) continue;
    const already = shown.get(phone);
    if (already === undefined && shown.size === SHOWN_NUMBERS) break;
    const who =
      already === undefined ? `${houses.get(houseId) ?? ''} ${name}` : `${already}、${name}`;
    shown.set(phone, who);
  }
  const hired = (role: PlannedStaff['role']): DemoPerson => {
    const member = staff.find((one) => one.role === role && one.compound === SHOWN_COMPOUND);
    if (member === undefined) throw new Error(`the plan has no ${role}`);
    return { phone: member.phone, who: member.maskedName };
  };
  return {
    residents: [...shown].map(([phone, who]) => ({ phone, who })),
    guard: hired('guard'),
    manager: hired('property_manager'),
    communityWorker: hired('community_worker'),
    street: hired('street_administrator'),
    auditor: hired('auditor'),
    gridWorker: hired('grid_worker'),
    frontDesk: hired('front_desk'),
    repairer: hired('repairer'),
    volunteer: hired('volunteer'),
    gates: gates.filter(({ compound }) => compound === SHOWN_COMPOUND),
  };
}
