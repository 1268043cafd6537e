export { type CountHomesPorts, countHomes, type HomesOfBuilding } from './homes-by-building.ts';
export { mountOverviewRoutes } from './routes.ts';
export { createSummaries } from './summaries-dynamo.ts';
export { summariseCompound } from './summarise-compound.ts';
export type { SummaryStore } from './summary-store.ts';
export { createSummaryStore } from './summary-store-dynamo.ts';
