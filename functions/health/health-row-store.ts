import type { Key } from './health-keys.ts';

/** A row of a list, sealed. */
export type SealedRow = Key & { readonly sealed: Uint8Array };

/** The lists that follow from records. */
export interface HealthRowStore {
  /** Puts rows, and then takes away those that stand no more. The same again changes nothing. */
  moveRows(gone: readonly Key[], rows: readonly SealedRow[]): Promise<void>;
}
