import type { Role } from './roles.ts';

/**
 * Why somebody reads or changes what is kept about people: a closed list. Every change carries one,
 * every read of personal data states one, and both are facts in the audit log.
 */
export const PURPOSES = [
  /** Passes, cards, gates and what happened at them. */
  'gate',
  /** Keeping the register of who lives here. */
  'register',
  'tenancy',
  'moving_out',
  'special_care',
  /** Giving roles and ending them. */
  'permissions',
  /** Streets, compounds, buildings and their rules. */
  'places',
  'duty',
  'import',
  'export',
  'audit',
  /** What residents ask for, and who does it. */
  'service_desk',
  'announcement',
  /** What an emergency asks for while it lasts, and nothing outside one. */
  'emergency',
  /** One's own records, and those that one holds for another. */
  'own_record',
  /** What the system does by itself, by the clock. */
  'schedule',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What of personal data is read together. */
export const RECORD_CLASSES = [
  /** Who lives where: surname, tie, house. */
  'register',
  /** One resident: the whole name, household, proxies. */
  'resident',
  /** One house: owner, tenancy, vehicles, who lived there. */
  'house',
  'special_care',
  'passes',
  /** The register written to a file. */
  'ledger',
  'audit_log',
  /** What somebody asked for: house, name, what is needed, what was done. */
  'requests',
  /** Who of special-care homes has seen an urgent announcement. */
  'announcement_receipts',
  /** What an emergency knows of somebody's health, while it lasts. */
  'health',
  /** One health status from its evidence to its end, without the person. */
  'status_chain',
] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/** What a role may read, and for what. What is not here is refused. */
export const READS: {
  readonly [R in Role]?: { readonly [C in RecordClass]?: readonly Purpose[] };
} = {
  property_manager: {
    register: ['register', 'gate', 'tenancy', 'moving_out', 'import'],
    resident: ['register', 'gate', 'moving_out'],
    house: ['register', 'tenancy', 'moving_out'],
    passes: ['gate', 'moving_out'],
    ledger: ['export'],
    requests: ['service_desk'],
  },
  house_steward: {
    register: ['register', 'tenancy', 'moving_out'],
    resident: ['register', 'moving_out'],
    house: ['register', 'tenancy', 'moving_out'],
    requests: ['service_desk'],
  },
  front_desk: {
    requests: ['service_desk'],
    register: ['register', 'gate'],
    house: ['tenancy'],
    passes: ['gate'],
  },
  guard_captain: { register: ['gate'] },
  grid_leader: {
    register: ['register'],
    special_care: ['special_care'],
    requests: ['service_desk'],
  },
  grid_worker: {
    register: ['register'],
    special_care: ['special_care'],
    requests: ['service_desk'],
  },
  building_captain: { register: ['register'], requests: ['service_desk'] },
  community_worker: {
    register: ['register', 'tenancy'],
    resident: ['register'],
    house: ['register', 'tenancy', 'moving_out'],
    special_care: ['special_care'],
    ledger: ['export'],
    requests: ['service_desk'],
    announcement_receipts: ['announcement'],
    health: ['emergency'],
  },
  community_doctor: {
    special_care: ['special_care'],
    requests: ['service_desk'],
    health: ['emergency'],
  },
  /** Of health only what they decide about with another office: see `health_change.decide`. */
  community_police: { health: ['emergency'] },
  volunteer: { special_care: ['special_care'], requests: ['service_desk'] },
  repairer: { requests: ['service_desk'] },
  grid_department_member: { requests: ['service_desk'] },
  auditor: { audit_log: ['audit'], status_chain: ['audit'] },
  street_administrator: {
    audit_log: ['audit'],
    requests: ['service_desk'],
    health: ['emergency'],
  },
};
