export {
  type Building,
  buildingLabel,
  type Community,
  type Compound,
  type Grid,
  type House,
  houseLabel,
  type Street,
  type Unit,
} from './compound.ts';
export type { CompoundPlan, CompoundStore } from './compound-store.ts';
export { createCompoundStore } from './compound-store-dynamo.ts';
