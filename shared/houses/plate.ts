import * as z from 'zod';

/** Characters of provinces, then a letter, then five characters, or six of a new-energy car. */
const PLATE =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警挂领港澳]$/u;

/** A plate as it is kept: capitals, no dot and no spaces, such as 浙A12345. */
export const Plate = z.string().regex(PLATE);
export type Plate = z.infer<typeof Plate>;

/** 浙A·12345, 浙a 12345 and 浙A-12345 are one plate; undefined where it is none. */
export function readPlate(typed: string): Plate | undefined {
  const plate = typed
    .normalize('NFKC')
    .replace(/[\s·•‧・.\-—]/gu, '')
    .toUpperCase();
  return PLATE.test(plate) ? plate : undefined;
}

/** As it stands on the car: 浙A·12345. */
export function plateWords(plate: Plate): string {
  const [province = '', letter = '', ...rest] = Array.from(plate);
  return `${province}${letter}·${rest.join('')}`;
}
