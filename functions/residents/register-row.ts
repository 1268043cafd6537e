import * as z from 'zod';
import { compoundOf, HouseId, ImportId, ResidentId } from '../../shared/ids.ts';
import { RESIDENT_STATES, TIES } from '../../shared/messages/register.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { surnameOf } from './masked-name.ts';
import type { Resident } from './resident.ts';

/** Where a house stands. */
export type HousePlace = {
  readonly building: number;
  readonly unit: number;
  readonly room: string;
  /** e.g. 3幢2单元501 */
  readonly label: string;
};

/** What a list shows of somebody, kept together so that a page is read as it is shown. */
export const RegisterRow = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  houseLabel: z.string(),
  building: z.number().int(),
  room: z.string(),
  maskedName: z.string(),
  tie: z.enum(TIES),
  class: z.enum(['resident', 'household']),
  childUntil: z.iso.date().optional(),
  state: z.enum(RESIDENT_STATES),
  since: z.number().int().optional(),
  /** The roster that they came by: while it is at work, they are being imported. */
  importId: ImportId.optional(),
});
export type RegisterRow = z.infer<typeof RegisterRow>;

/** Numbers sort as numbers: 502 comes before 1001. */
const padded = (value: number | string, digits: number): string =>
  String(value).padStart(digits, '0');
const BUILDING_DIGITS = 3;
const UNIT_DIGITS = 2;
const ROOM_DIGITS = 5;

/** 502 → 00502, 501A → 00501A. */
function roomInOrder(room: string): string {
  const [, digits = '', rest = room] = /^([0-9]+)(.*)$/u.exec(room) ?? [];
  return `${padded(digits, ROOM_DIGITS)}${rest}`;
}

/** The beginning of the sort key of everybody of a building, a unit or a house. */
export function doorPrefix(door: {
  readonly building: number;
  readonly unit?: number | undefined;
  readonly room?: string | undefined;
}): string {
  const building = `${padded(door.building, BUILDING_DIGITS)}#`;
  if (door.unit === undefined) return building;
  const unit = `${building}${padded(door.unit, UNIT_DIGITS)}#`;
  return door.room === undefined ? unit : `${unit}${roomInOrder(door.room)}#`;
}

export const BY_HOUSE = 'register#';
export const BY_SURNAME = 'surname#';
/**
 * Surnames lie in the order of their characters' codes: a cursor needs an order that no release of
 * a collation changes. A page that sorted its fifty by pinyin would say nothing true of the next
 * fifty, so that no page does; it says that one surname stands together.
 */
export const surnamePrefix = (surname: string): string => `${BY_SURNAME}${surname}#`;

export function rowOf(resident: Resident, place: HousePlace): RegisterRow {
  const { residentId, houseId, maskedName, tie, state, childUntil, since, importId } = resident;
  return {
    residentId,
    houseId,
    houseLabel: place.label,
    building: place.building,
    room: place.room,
    maskedName,
    tie,
    class: resident.class,
    state,
    ...(childUntil === undefined ? {} : { childUntil }),
    ...(since === undefined ? {} : { since }),
    ...(importId === undefined ? {} : { importId }),
  };
}

type Named = Pick<Resident, 'residentId' | 'name'>;

/** Under the house, and under the surname for who looks for a name. */
export function rowKeys({ residentId, name }: Named, place: HousePlace) {
  const pk = compoundOf(residentId);
  const door = `${doorPrefix(place)}${residentId}`;
  return [
    { pk, sk: `${BY_HOUSE}${door}` },
    { pk, sk: `${surnamePrefix(surnameOf(name))}${door}` },
  ];
}

/** Whether somebody is a child on the day of this moment. */
export const isChild = (
  { childUntil }: { readonly childUntil?: string | undefined },
  nowMs: number,
): boolean => childUntil !== undefined && shanghaiDay(nowMs) < childUntil;
