/** Whoever is changed for the worse is told by then, or the change goes back by itself. */
export const TOLD_WITHIN_HOURS = 24;
/** An appeal is answered by then, or the change goes back by itself. */
export const ANSWERED_WITHIN_HOURS = 24;
