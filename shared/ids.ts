import * as z from 'zod';
import { isCardNumber } from './code/card-number.ts';

/**
 * Every id names its kind, and every id that belongs to a compound names the compound, so that a
 * store can build the tenant's partition key from the id and a handler can compare it with the
 * actor's without a read. Compounds and gates have numbers because the pass code has two bytes
 * for each.
 */
const compoundNumber = '(?:[1-9][0-9]{0,4})';
const token = '[0-9a-hjkmnp-tv-z]{10,16}';

const id = <Prefix extends string>(prefix: Prefix, rest: string) =>
  z.templateLiteral([`${prefix}_`, z.string().regex(new RegExp(`^${rest}$`))]);

export const StreetId = id('str', compoundNumber);
export type StreetId = z.infer<typeof StreetId>;
export const CommunityId = id('com', compoundNumber);
export type CommunityId = z.infer<typeof CommunityId>;
export const CompoundId = id('cmp', compoundNumber);
export type CompoundId = z.infer<typeof CompoundId>;
export const GridId = id('grd', `${compoundNumber}_${compoundNumber}`);
export type GridId = z.infer<typeof GridId>;
export const BuildingId = id('bld', `${compoundNumber}_${compoundNumber}`);
export type BuildingId = z.infer<typeof BuildingId>;
export const UnitId = id('unt', `${compoundNumber}_${compoundNumber}_${compoundNumber}`);
export type UnitId = z.infer<typeof UnitId>;
export const GateId = id('gat', `${compoundNumber}_${compoundNumber}`);
export type GateId = z.infer<typeof GateId>;
export const GateDeviceId = id('dev', `${compoundNumber}_${token}`);
export type GateDeviceId = z.infer<typeof GateDeviceId>;
/** A door's controller, and at which gate it stands; another controller there has another id. */
export const DoorId = id('dor', `${compoundNumber}_${compoundNumber}_${token}`);
export type DoorId = z.infer<typeof DoorId>;
export const HouseId = id('hou', `${compoundNumber}_${token}`);
export type HouseId = z.infer<typeof HouseId>;
/** A place of the tree: where a role is granted and what a record belongs to. */
export const PlaceId = z.union([
  StreetId,
  CommunityId,
  CompoundId,
  GridId,
  BuildingId,
  UnitId,
  HouseId,
]);
export type PlaceId = z.infer<typeof PlaceId>;
export const ResidentId = id('res', `${compoundNumber}_${token}`);
export type ResidentId = z.infer<typeof ResidentId>;
export const TenancyId = id('ten', `${compoundNumber}_${token}`);
export type TenancyId = z.infer<typeof TenancyId>;
export const MoveId = id('mov', `${compoundNumber}_${token}`);
export type MoveId = z.infer<typeof MoveId>;
/** Somebody who holds another's pass, by what was given and not by whose number it is. */
export const ProxyId = id('prx', `${compoundNumber}_${token}`);
export type ProxyId = z.infer<typeof ProxyId>;
/** A request to be registered at a house. */
export const JoinRequestId = id('jrq', `${compoundNumber}_${token}`);
export type JoinRequestId = z.infer<typeof JoinRequestId>;
export const ShiftId = id('shf', `${compoundNumber}_${token}`);
export type ShiftId = z.infer<typeof ShiftId>;
/** One roster that was sent, and what came of it. */
export const ImportId = id('imp', `${compoundNumber}_${token}`);
export type ImportId = z.infer<typeof ImportId>;
/** What somebody asked the service desk for. */
export const RequestId = id('req', `${compoundNumber}_${token}`);
export type RequestId = z.infer<typeof RequestId>;
/** Those who do one kind of work in a compound. */
export const TeamId = id('tea', `${compoundNumber}_${token}`);
export type TeamId = z.infer<typeof TeamId>;
/** A call on departments to answer by a time. */
export const WhistleId = id('whi', `${compoundNumber}_${token}`);
export type WhistleId = z.infer<typeof WhistleId>;
/** That somebody may come to a house, as it was said to them. */
export const InvitationId = id('inv', `${compoundNumber}_${token}`);
export type InvitationId = z.infer<typeof InvitationId>;
/** What was made known, and on whose board: of a street, a community or a compound. */
export const AnnouncementId = id('ann', `(?:str|com|cmp)_${compoundNumber}_${token}`);
export type AnnouncementId = z.infer<typeof AnnouncementId>;
/** An emergency that was declared in a street. */
export const EmergencyId = id('emg', `${compoundNumber}_${token}`);
export type EmergencyId = z.infer<typeof EmergencyId>;
/** That somebody's health status became another, by what it was and not by who they are. */
export const HealthChangeId = id('hch', `${compoundNumber}_${token}`);
export type HealthChangeId = z.infer<typeof HealthChangeId>;
export const PhotoId = id('pho', `${compoundNumber}_${token}`);
export type PhotoId = z.infer<typeof PhotoId>;
/** What is handed over and what is paid in a request goes by a name that the page gives it. */
export const MatterId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/);
export const PassId = id('pas', `${compoundNumber}_[0-9a-f]{6}`);
export type PassId = z.infer<typeof PassId>;
export const StaffId = id('stf', token);
export type StaffId = z.infer<typeof StaffId>;
/** Eight digits beside the QR of a printed card, the last of which checks the others. */
export const CardNumber = z.string().refine(isCardNumber, 'no number of a card');
export type CardNumber = z.infer<typeof CardNumber>;
/** A phone number's pseudonym: who signed in, without saying which number. */
export const AccountId = id('acc', token);
export type AccountId = z.infer<typeof AccountId>;
export const SessionId = id('ses', token);
export type SessionId = z.infer<typeof SessionId>;

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** 80 random bits (10 bytes in) as 16 characters without i, l, o and u. */
function tokenFrom(random: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of random.subarray(0, 10)) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += CROCKFORD[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
}

export const compoundIdOf = (number: number): CompoundId => `cmp_${number}`;
export const gridIdOf = (compound: number, grid: number): GridId => `grd_${compound}_${grid}`;
export const buildingIdOf = (compound: number, building: number): BuildingId =>
  `bld_${compound}_${building}`;
export const unitIdOf = (compound: number, building: number, unit: number): UnitId =>
  `unt_${compound}_${building}_${unit}`;
export const gateIdOf = (compound: number, gate: number): GateId => `gat_${compound}_${gate}`;
export const passIdOf = (compound: number, index: number): PassId =>
  `pas_${compound}_${index.toString(16).padStart(6, '0')}`;

export const newGateDeviceId = (compound: number, random: Uint8Array): GateDeviceId =>
  `dev_${compound}_${tokenFrom(random)}`;
export const newDoorId = (gate: GateId, random: Uint8Array): DoorId =>
  `dor_${compoundNumberOf(gate)}_${gateNumberOf(gate)}_${tokenFrom(random)}`;
export const newHouseId = (compound: number, random: Uint8Array): HouseId =>
  `hou_${compound}_${tokenFrom(random)}`;
export const newResidentId = (compound: number, random: Uint8Array): ResidentId =>
  `res_${compound}_${tokenFrom(random)}`;
export const newTenancyId = (compound: number, random: Uint8Array): TenancyId =>
  `ten_${compound}_${tokenFrom(random)}`;
export const newMoveId = (compound: number, random: Uint8Array): MoveId =>
  `mov_${compound}_${tokenFrom(random)}`;
export const newProxyId = (compound: number, random: Uint8Array): ProxyId =>
  `prx_${compound}_${tokenFrom(random)}`;
export const newJoinRequestId = (compound: number, random: Uint8Array): JoinRequestId =>
  `jrq_${compound}_${tokenFrom(random)}`;
export const newShiftId = (compound: number, random: Uint8Array): ShiftId =>
  `shf_${compound}_${tokenFrom(random)}`;
export const newImportId = (compound: number, random: Uint8Array): ImportId =>
  `imp_${compound}_${tokenFrom(random)}`;
export const newRequestId = (compound: number, random: Uint8Array): RequestId =>
  `req_${compound}_${tokenFrom(random)}`;
export const newTeamId = (compound: number, random: Uint8Array): TeamId =>
  `tea_${compound}_${tokenFrom(random)}`;
export const newWhistleId = (compound: number, random: Uint8Array): WhistleId =>
  `whi_${compound}_${tokenFrom(random)}`;
export const newEmergencyId = (street: number, random: Uint8Array): EmergencyId =>
  `emg_${street}_${tokenFrom(random)}`;
export const newHealthChangeId = (compound: number, random: Uint8Array): HealthChangeId =>
  `hch_${compound}_${tokenFrom(random)}`;
export const newPhotoId = (compound: number, random: Uint8Array): PhotoId =>
  `pho_${compound}_${tokenFrom(random)}`;
/** @param mac at least 10 bytes that are the same whenever the same is published again */
export const announcementIdFrom = (
  board: StreetId | CommunityId | CompoundId,
  mac: Uint8Array,
): AnnouncementId => `ann_${board}_${tokenFrom(mac)}`;
export const newStaffId = (random: Uint8Array): StaffId => `stf_${tokenFrom(random)}`;
export const newSessionId = (random: Uint8Array): SessionId => `ses_${tokenFrom(random)}`;
/** @param mac at least 10 bytes of a keyed hash of the phone number */
export const accountIdFrom = (mac: Uint8Array): AccountId => `acc_${tokenFrom(mac)}`;

type OfCompound =
  | CompoundId
  | GridId
  | BuildingId
  | UnitId
  | GateId
  | GateDeviceId
  | DoorId
  | HouseId
  | ResidentId
  | TenancyId
  | MoveId
  | ProxyId
  | JoinRequestId
  | ShiftId
  | ImportId
  | RequestId
  | TeamId
  | WhistleId
  | InvitationId
  | HealthChangeId
  | PhotoId
  | PassId;

/** The number of the compound that an id belongs to. */
export function compoundNumberOf(id: OfCompound): number {
  return Number(id.split('_')[1]);
}

/** The compound that an id belongs to. */
export function compoundOf(id: OfCompound): CompoundId {
  return compoundIdOf(compoundNumberOf(id));
}

/** The number of a gate within its compound, as it stands in a challenge. */
export function gateNumberOf(id: GateId): number {
  return Number(id.split('_')[2]);
}

/** The gate that a door stands at. */
export function gateOfDoor(id: DoorId): GateId {
  return gateIdOf(compoundNumberOf(id), Number(id.split('_')[2]));
}

/** The place of a pass in its compound's status list. */
export function passIndexOf(id: PassId): number {
  return Number.parseInt(id.split('_')[2] ?? '', 16);
}
