import type { DrillSpecimens } from '../../../shared/messages/health.ts';

/** What is asked anew once something was done. */
export const HEALTH_CHANGES = 'health-changes';

/** Somebody who is there for a drill alone. */
export type Specimen = DrillSpecimens['specimens'][number];
