import { ROLES, type Role } from './roles.ts';

export const MANAGES = ['property_manager'] as const satisfies Role[];
export const WORKS_AT_GATES = ['guard', 'guard_captain'] as const satisfies Role[];
export const LEADS_GUARDS = ['property_manager', 'guard_captain'] as const satisfies Role[];
/** Who keeps the register of residents, each where they hold the role. */
export const KEEPS_REGISTER = [
  'property_manager',
  'house_steward',
  'community_worker',
] as const satisfies Role[];
export const READS_REGISTER = [
  ...KEEPS_REGISTER,
  'front_desk',
  'guard_captain',
  'grid_leader',
  'grid_worker',
  'building_captain',
] as const satisfies Role[];
export const CARES = [
  'community_worker',
  'community_doctor',
  'grid_leader',
  'grid_worker',
  'volunteer',
] as const satisfies Role[];
/** Who does what residents ask for: each what is theirs, or open to their team. */
export const WORKS_ON_REQUESTS = [
  'property_manager',
  'house_steward',
  'front_desk',
  'repairer',
  'community_worker',
  'community_doctor',
  'grid_leader',
  'grid_worker',
  'grid_department_member',
  'building_captain',
  'volunteer',
] as const satisfies Role[];
/** Who writes a request down for somebody who has no phone. */
export const TAKES_REQUESTS = [
  'property_manager',
  'house_steward',
  'front_desk',
  'community_worker',
  'grid_leader',
  'grid_worker',
  'building_captain',
] as const satisfies Role[];
/** Who says who does what, and sees that it is done. */
export const RUNS_DESK = [
  'property_manager',
  'house_steward',
  'front_desk',
  'community_worker',
  'grid_leader',
] as const satisfies Role[];
export const SETS_DESK = ['property_manager', 'community_worker'] as const satisfies Role[];
/** Everybody of staff has an inbox but auditors, who are asked for nothing. */
export const IS_TOLD = ROLES.filter((role) => role !== 'auditor');
export const ANNOUNCES = [
  'property_manager',
  'community_worker',
  'street_administrator',
  'grid_leader',
  'building_captain',
] as const satisfies Role[];
/** Who decides over a compound from above it. */
export const SUPERVISES = ['community_worker', 'street_administrator'] as const satisfies Role[];
/** Who decides over an emergency: never the property company. */
export const DECIDES_EMERGENCIES = [
  ...SUPERVISES,
  'community_doctor',
  'community_police',
] as const satisfies Role[];
/** Who may know anybody's health status while there is one: never the property company. */
export const READS_HEALTH = [...SUPERVISES, 'community_doctor'] as const satisfies Role[];
export const CHANGES_HEALTH = [...READS_HEALTH, 'community_police'] as const satisfies Role[];
export const RUNS = ['property_manager', ...SUPERVISES] as const satisfies Role[];
export const SEES_PLACES = [
  ...READS_REGISTER,
  'street_administrator',
  'owners_committee',
  'grid_instructor',
  'community_doctor',
  'community_police',
] as const satisfies Role[];
