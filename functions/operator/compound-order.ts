import * as z from 'zod';
import { readHouseName } from '../../shared/lane/house-name.ts';
import { Phone } from '../../shared/messages/sign-in.ts';

const Name = z.string().trim().min(1).max(40);
/** Of a street, a community, a compound: the compound's stands in every pass code, in two bytes. */
const Number16 = z.number().int().min(1).max(65_535);

const House = z
  .string()
  .max(24)
  .transform((typed, context) => {
    const name = readHouseName(typed);
    if (name?.unit !== undefined) return { ...name, unit: name.unit };
    context.addIssue({ code: 'custom', message: 'a house is building-unit-room, such as 3-2-501' });
    return z.NEVER;
  });
export type OrderedHouse = z.output<typeof House>;

export const doorOf = ({ building, unit, room }: OrderedHouse): string =>
  `${building}-${unit}-${room}`;

/**
 * A compound as its operator writes it down: what stands there, who works there, who lives there.
 * Handed in again with more in it, it adds what is new.
 */
export const CompoundOrder = z
  .strictObject({
    street: z.strictObject({ number: Number16, name: Name }),
    community: z.strictObject({ number: Number16, name: Name }),
    compound: z.strictObject({
      number: Number16,
      name: Name,
      buildingWord: z.enum(['幢', '栋', '号楼']),
    }),
    /** In their order: the first is number 1, for ever. */
    gates: z.array(Name).min(1).max(64),
    houses: z.array(House).min(1).max(20_000),
    staff: z
      .array(
        z.strictObject({
          role: z.enum(['property_manager', 'guard']),
          name: Name,
          phone: Phone,
          /** The last day on which they hold it, in Shanghai. */
          until: z.iso.date(),
        }),
      )
      .min(1)
      .max(200),
    residents: z
      .array(
        z.strictObject({
          house: House,
          name: Name,
          phone: Phone.optional(),
          tie: z.enum(['owner', 'tenant', 'family', 'carer']),
        }),
      )
      .max(20_000)
      .default([]),
  })
  .superRefine(({ houses, residents, staff }, context) => {
    const doors = new Set(houses.map(doorOf));
    for (const [at, { house }] of residents.entries()) {
      if (!doors.has(doorOf(house)))
        context.addIssue({
          code: 'custom',
          path: ['residents', at, 'house'],
          message: 'no such house among the houses',
        });
    }
    if (!staff.some(({ role }) => role === 'property_manager'))
      context.addIssue({ code: 'custom', path: ['staff'], message: 'nobody manages it' });
  });
export type CompoundOrder = z.output<typeof CompoundOrder>;
