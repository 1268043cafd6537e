import { RegistrationCode } from '../../shared/emergency/registration-code.ts';
import {
  type CompoundId,
  compoundIdOf,
  compoundNumberOf,
  type ResidentId,
} from '../../shared/ids.ts';
import type { Sealing } from '../emergencies/index.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const BITS = 5n;
const CHARACTERS = 16;
/** Who it is, in so many bytes; in the two that follow, masked, the compound in which to look. */
const NAME_BYTES = 8;
const COMPOUND_BITS = 16n;

const numberIn = (hex: string): bigint => BigInt(`0x${hex}`);
const maskOf = (sealing: Sealing, name: bigint): bigint =>
  numberIn(sealing.name('registration-compound', name.toString(16)).slice(0, 4));

/** The code of somebody in an emergency: the same whenever it is asked for, and no other’s. */
export function registrationCodeOf(sealing: Sealing, resident: ResidentId): RegistrationCode {
  const name = numberIn(sealing.name('registration', resident).slice(0, NAME_BYTES * 2));
  const compound = BigInt(compoundNumberOf(resident)) ^ maskOf(sealing, name);
  let left = (name << COMPOUND_BITS) | compound;
  let code = '';
  for (let n = 0; n < CHARACTERS; n++) {
    code = (ALPHABET[Number(left & 31n)] ?? '') + code;
    left >>= BITS;
  }
  return RegistrationCode.parse(code);
}

/** In which compound a code would be, if it is one: known without a read. */
export function compoundOfCode(sealing: Sealing, code: RegistrationCode): CompoundId {
  let number = 0n;
  for (const character of code) number = (number << BITS) | BigInt(ALPHABET.indexOf(character));
  const name = number >> COMPOUND_BITS;
  const masked = number & ((1n << COMPOUND_BITS) - 1n);
  return compoundIdOf(Number(masked ^ maskOf(sealing, name)));
}
