export type { DutyPorts } from './duty.ts';
export { createDuty } from './duty-dynamo.ts';
export { onDutyNow } from './on-duty-now.ts';
export { mountDutyRoutes } from './routes.ts';
