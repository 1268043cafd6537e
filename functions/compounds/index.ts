export {
  type Building,
  buildingLabel,
  type Community,
  type House,
  houseLabel,
  type Street,
  type Unit,
} from './compound.ts';
export type { CompoundPlan, CompoundStore } from './compound-store.ts';
export { createCompoundStore } from './compound-store-dynamo.ts';
export { type CompoundVersions, rememberingVersions, type Versions } from './compound-versions.ts';
export {
  createCompoundVersions,
  raiseVersions,
  readVersions,
} from './compound-versions-dynamo.ts';
export { createPlacesWithin } from './places-within.ts';
