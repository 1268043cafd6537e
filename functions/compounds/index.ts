export {
  type Building,
  buildingLabel,
  type Community,
  type Compound,
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
export { transactInHouse } from './held-house-dynamo.ts';
export type { Lineages, NamedPlace } from './lineage.ts';
export { createLineages } from './lineage-dynamo.ts';
export { renameMainEntrance, setMainEntrance } from './main-entrance-dynamo.ts';
export type { PlaceStore } from './place-store.ts';
export { createPlaceStore } from './place-store-dynamo.ts';
export { createPlacesWithin } from './places-within.ts';
export { mountPlaceRoutes } from './routes.ts';
export { setRunBy } from './run-by-dynamo.ts';
