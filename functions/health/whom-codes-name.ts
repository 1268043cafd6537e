import type { RegistrationCode } from '../../shared/emergency/registration-code.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { OfEmergency, Registration, RegistrationStore } from './registration-store.ts';

/** Codes that are looked up together. */
const LOOKED_UP = 100;

/** Whom codes name in these compounds, however many they are; what names nobody is left out. */
export async function whomCodesName(
  registrations: Pick<RegistrationStore, 'resolve'>,
  emergency: OfEmergency,
  {
    compounds,
    codes,
  }: { readonly compounds: readonly CompoundId[]; readonly codes: readonly RegistrationCode[] },
): Promise<ReadonlyMap<RegistrationCode, Registration>> {
  const people = new Map<RegistrationCode, Registration>();
  for (let at = 0; at < codes.length; at += LOOKED_UP) {
    const some = codes.slice(at, at + LOOKED_UP);
    const found = await registrations.resolve(emergency, compounds, some);
    for (const [code, somebody] of found) people.set(code, somebody);
  }
  return people;
}
