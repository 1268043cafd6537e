import type { SpeaksForInput } from '../residents/index.ts';

/** What a phone asks of the health of somebody for whom it speaks. */
export type OwnHealthInput = SpeaksForInput & { readonly now: number };
