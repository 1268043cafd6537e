/** For whom somebody acts. Offices of one kind end together, as when the property company changes. */
export const OFFICES = [
  'property',
  'community',
  'street',
  'committee',
  'police',
  'health',
  'department',
  'neighbours',
  'owner',
  'audit',
] as const;
export type Office = (typeof OFFICES)[number];

/** What a place can be, from the widest to the narrowest. */
export const PLACE_KINDS = [
  'street',
  'community',
  'compound',
  'grid',
  'building',
  'unit',
  'house',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

type RoleRules = {
  /** For whom somebody of this role acts, where the grant says nothing else. */
  readonly office: Office;
  /** Where in the tree the role can be granted. */
  readonly at: readonly PlaceKind[];
  /** The longest a grant of it lasts, in days. */
  readonly days: number;
};

const YEAR = 366;

/** The roles of staff and of neighbours who serve, each granted to a person at a place until a day. */
export const ROLE_RULES = {
  property_manager: { office: 'property', at: ['compound'], days: 2 * YEAR },
  house_steward: { office: 'property', at: ['compound', 'grid', 'building'], days: 2 * YEAR },
  front_desk: { office: 'property', at: ['compound'], days: 2 * YEAR },
  repairer: { office: 'property', at: ['compound'], days: 2 * YEAR },
  guard: { office: 'property', at: ['compound'], days: 2 * YEAR },
  guard_captain: { office: 'property', at: ['compound'], days: 2 * YEAR },
  grid_leader: { office: 'community', at: ['grid'], days: 2 * YEAR },
  grid_instructor: { office: 'community', at: ['community', 'grid'], days: 2 * YEAR },
  grid_worker: { office: 'community', at: ['grid'], days: 2 * YEAR },
  grid_department_member: { office: 'department', at: ['grid'], days: YEAR },
  building_captain: { office: 'neighbours', at: ['building'], days: YEAR },
  owners_committee: { office: 'committee', at: ['compound'], days: 5 * YEAR },
  community_worker: { office: 'community', at: ['community', 'compound'], days: 2 * YEAR },
  community_police: { office: 'police', at: ['community', 'compound'], days: YEAR },
  community_doctor: { office: 'health', at: ['community', 'compound'], days: YEAR },
  volunteer: { office: 'neighbours', at: ['compound', 'grid', 'building'], days: 180 },
  landlord: { office: 'owner', at: ['house'], days: 5 * YEAR },
  street_administrator: { office: 'street', at: ['street'], days: 2 * YEAR },
  auditor: { office: 'audit', at: ['street', 'community', 'compound'], days: 30 },
} as const satisfies Record<string, RoleRules>;

export type Role = keyof typeof ROLE_RULES;
// cast: the keys of an object literal are its keys
export const ROLES = Object.keys(ROLE_RULES) as [Role, ...Role[]];
