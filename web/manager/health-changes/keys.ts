/** What is asked anew once something was done. */
export const HEALTH_CHANGES = 'health-changes';
