import * as z from 'zod';

/** Six digits by which a guard takes over a shift on a gate's device without a network. */
export const SHIFT_PIN_DIGITS = 6;

const isRow = (digits: readonly number[], step: number): boolean =>
  digits.every(
    (digit, place) => place === 0 || digit === ((digits[place - 1] ?? 0) + step + 10) % 10,
  );

/** What is tried first: one digit, a run, a pair or a triple again and again. */
export function isTrivialPin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const repeats = [1, 2, 3].some(
    (length) => pin === pin.slice(0, length).repeat(SHIFT_PIN_DIGITS / length),
  );
  return repeats || new Set(digits).size < 3 || isRow(digits, 1) || isRow(digits, -1);
}

export const ShiftPin = z
  .string()
  .regex(/^[0-9]{6}$/)
  .refine((pin) => !isTrivialPin(pin), 'a PIN is not what is tried first');
