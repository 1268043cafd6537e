export { actingAt } from './acting-at.ts';
export {
  mountCertificateRoutes,
  mountWitnessRoutes,
  type WitnessRoutesDeps,
} from './certificate-routes.ts';
export { type DestroyEndedPorts, destroyEnded } from './destroy-ended.ts';
export type { DestructionStore } from './destruction-store.ts';
export { createDestructionStore } from './destruction-store-dynamo.ts';
export {
  Decision,
  EmergencyHere,
  type PinnedFeed,
  StoredEmergency,
  streetOf,
} from './emergency.ts';
export type { EmergencyKeys } from './emergency-keys.ts';
export { createFileEmergencyKeys } from './emergency-keys-file.ts';
export { stateAt } from './emergency-state.ts';
export { type EmergencyStore, emergencyNow, emergencyOrDrill } from './emergency-store.ts';
export { createEmergencyStore } from './emergency-store-dynamo.ts';
export { createHeldItems } from './held-items-dynamo.ts';
export { lapseEmergency } from './lapse-emergency.ts';
export { createMeasureEffects } from './measure-effects-dynamo.ts';
export { measureHere } from './measure-here.ts';
export { shownDestruction } from './read-certificates.ts';
export { type EmergencyRoutesDeps, mountEmergencyRoutes } from './routes.ts';
export { openSealing, type Sealing } from './sealing.ts';
export { createSealings, type KeyOf, type Sealings } from './sealings.ts';
export { mayConcern, specimensOf } from './specimens.ts';
export { createSweep } from './sweep-dynamo.ts';
