import type { Office } from '../../shared/roles.ts';
import type { Compound, NamedPlace } from '../compounds/index.ts';
import { Board } from './announcement.ts';

export type Signature = { readonly office: Office; readonly name: string };

/** A compound's name without the word that says what it is: 锦苑小区 → 锦苑. */
const shortOf = (name: string): string => name.replace(/小区$/u, '');

/**
 * The office that answers for what somebody publishes: never a person. Whoever serves a grid or a
 * building signs by what they serve.
 * @param around the place and every wider one, from the street down
 */
export function signatureOf(
  { office, servesAt }: { readonly office: Office; readonly servesAt: string },
  around: readonly NamedPlace[],
  compound: Compound | undefined,
): Signature {
  const named = (kind: string): string =>
    around.find(({ placeId }) => placeId.startsWith(`${kind}_`))?.name ?? '';
  const compoundName = named('cmp');
  if (office === 'property') {
    return { office, name: compound?.runBy?.name ?? `${shortOf(compoundName)}物业` };
  }
  if (office === 'street') {
    const street = named('str');
    return { office, name: street.endsWith('街道') ? `${street}办事处` : street };
  }
  const served = around.find(({ placeId }) => placeId === servesAt);
  const isInside = served !== undefined && !Board.safeParse(served.placeId).success;
  if (office === 'neighbours' && isInside) {
    return { office, name: `${compoundName}${served.name}楼栋长` };
  }
  return { office, name: isInside ? `${named('com')}${served.name}` : named('com') };
}
