import { openSignals } from '../verdict/verdict-signals.ts';

/** One for the page: unlocked by the tap that starts the shift, or by any later one. */
export const verdictSignals = openSignals();
