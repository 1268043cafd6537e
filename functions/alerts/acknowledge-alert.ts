import { type CompoundId, gridOfBuilding, type HealthChangeId } from '../../shared/ids.ts';
