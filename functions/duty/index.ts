export { type DutyPorts, onDutyNow } from './duty.ts';
export { createDuty } from './duty-dynamo.ts';
export { mountDutyRoutes } from './routes.ts';
