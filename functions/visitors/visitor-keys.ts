import {
  type CompoundId,
  compoundOf,
  type HouseId,
  type InvitationId,
  type ResidentId,
} from '../../shared/ids.ts';

/** Every key of this feature. */
export const invitationKey = (id: InvitationId) => ({
  pk: `${compoundOf(id)}#invitation#${id}`,
  sk: 'invitation',
});
export const isInvitationKey = ({ pk, sk }: Readonly<Record<string, unknown>>): boolean =>
  sk === 'invitation' && /^cmp_[0-9]+#invitation#/.test(String(pk));

/** Whom somebody invited, by when: the ids are drawn, so a time stands before them. */
export const INVITED_PREFIX = 'invited#';
export const invitedPartition = (host: ResidentId): string => `${compoundOf(host)}#host#${host}`;
export const invitedKey = (host: ResidentId, id: InvitationId) => ({
  pk: invitedPartition(host),
  sk: `${INVITED_PREFIX}${id}`,
});

const VISIT_PREFIX = 'visit#';
export const visitKey = (compound: CompoundId, serial: number) => ({
  pk: `${compound}#visits`,
  sk: `${VISIT_PREFIX}${serial}`,
});
export const isVisitKey = ({ pk, sk }: Readonly<Record<string, unknown>>): boolean =>
  /^cmp_[0-9]+#visits$/.test(String(pk)) && String(sk).startsWith(VISIT_PREFIX);

export const visitorKeyKey = (compound: CompoundId, thumbprint: string) => ({
  pk: `${compound}#visitor-keys`,
  sk: `key#${thumbprint}`,
});
export const visitorPinKey = (house: HouseId, pinHash: string) => ({
  pk: `${compoundOf(house)}#visitor-pins#${house}`,
  sk: `pin#${pinHash}`,
});
