/** A live code is proven anew each slot: long enough to be scanned, too short to be forwarded. */
export const SLOT_MS = 5_000;

/** The slot that a moment lies in. */
export function slotAt(unixMs: number): number {
  return Math.floor(unixMs / SLOT_MS);
}

export function slotStartMs(slot: number): number {
  return slot * SLOT_MS;
}
