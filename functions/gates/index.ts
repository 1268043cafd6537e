export { createEnrolmentCode } from './create-enrolment-code.ts';
export { type GateKeys, gateKeys } from './device-secrets.ts';
export type { EnrolmentCodeStore } from './enrolment-code-store.ts';
export { createEnrolmentCodeStore } from './enrolment-code-store-dynamo.ts';
export { newGate } from './gate.ts';
export type { GateStore } from './gate-store.ts';
export { createGateStore } from './gate-store-dynamo.ts';
export { createGates, type GatesDeps } from './gates-dynamo.ts';
export { mountGateRoutes, mountManagedGateRoutes } from './routes.ts';
