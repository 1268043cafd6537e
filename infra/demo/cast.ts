import { type CompoundId, compoundIdOf, type ResidentId } from '../../shared/ids.ts';
import type { PlannedGate, StreetPlan } from '../local/seed/plan.ts';

/** Who comes to the gates of one compound, and who works there. */
export type CompoundCast = {
  readonly compoundId: CompoundId;
  /** A sign-in each; a child's pass is on a parent's phone. */
  readonly numbers: readonly string[];
  readonly onPhones: ReadonlySet<ResidentId>;
  /** Without a phone: a printed card each. */
  readonly onCards: readonly ResidentId[];
  /** In turn at the gates. */
  readonly guards: readonly string[];
  readonly manager: string;
  readonly gates: readonly PlannedGate[];
};

/** @param about how many residents: each compound its share, rounded up */
export function castOf({ residents, staff, gates }: StreetPlan, about: number): CompoundCast[] {
  const share = Math.min(1, about / residents.length);
  const compounds = [...new Set(gates.map(({ compound }) => compound))];
  return compounds.map((number): CompoundCast => {
    const all = residents.filter(({ residentId }) => residentId.startsWith(`res_${number}_`));
    const coming = all.slice(0, Math.ceil(all.length * share));
    const withPhone = coming.filter(({ phone }) => phone !== undefined);
    const hired = (role: string): string[] =>
      staff.filter((one) => one.role === role && one.compound === number).map(({ phone }) => phone);
    const [manager] = hired('property_manager');
    if (manager === undefined) throw new Error(`compound ${number} has no manager`);
    return {
      compoundId: compoundIdOf(number),
      numbers: [...new Set(withPhone.flatMap(({ phone }) => phone ?? []))],
      onPhones: new Set(withPhone.map(({ residentId }) => residentId)),
      onCards: coming.filter(({ phone }) => phone === undefined).map((one) => one.residentId),
      guards: hired('guard'),
      manager,
      gates: gates.filter(({ compound }) => compound === number),
    };
  });
}
