export type { AlertPorts } from './alert-ports.ts';
export { createAlerts } from './alerts-dynamo.ts';
export { escalateAlerts } from './escalate-alerts.ts';
export { makeDigests } from './make-digests.ts';
export { raiseAlerts } from './raise-alerts.ts';
export { mountAlertRoutes } from './routes.ts';
