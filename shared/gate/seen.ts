import * as z from 'zod';
import { passKey } from '../code/pass-part.ts';
import type { Proven } from '../code/verify-code.ts';
import { type ScanDecision, type SeenProofs, seenKey } from './decide-scan.ts';

const StaleProof = z.object({ slot: z.number().int(), nowSlot: z.number().int() });
type StaleProof = z.infer<typeof StaleProof>;

export const SeenSnapshot = z.object({
  accepted: z.array(z.string()),
  stale: z.array(z.tuple([z.string(), StaleProof])),
});
export type SeenSnapshot = z.infer<typeof SeenSnapshot>;

/**
 * Hours at a busy gate. A code is too old after three slots, but the gate's clock can be set
 * back, and then its last minutes come round again.
 */
const ACCEPTED_KEPT = 2_000;
/** Phones with a wrong clock, waiting to show their second code. */
const STALE_KEPT = 200;

function forgetOldest(kept: Set<string> | Map<string, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}

/**
 * What one gate remembers of the codes it has seen, bounded. The page keeps `snapshot()` on the
 * device, so that a reload does not make a used code new.
 */
export class SeenCodes implements SeenProofs {
  readonly #accepted: Set<string>;
  readonly #stale: Map<string, StaleProof>;

  constructor(stored?: SeenSnapshot) {
    this.#accepted = new Set(stored?.accepted);
    this.#stale = new Map(stored?.stale);
  }

  hasAccepted(key: string): boolean {
    return this.#accepted.has(key);
  }

  staleProofOf(pass: string): StaleProof | undefined {
    return this.#stale.get(pass);
  }

  /** Before the verdict is shown. @param nowSlot the gate's slot at the scan */
  record(proven: Proven, decision: ScanDecision, nowSlot: number): void {
    if (decision.outcome === 'allow') this.accept(proven);
    const { part, proof } = proven;
    if (proof?.mode !== 'slot' || proof.slot >= nowSlot - 1) return;
    const pass = passKey(part);
    // The same code again says nothing new: its first showing is what the next one is held against.
    if (this.#stale.get(pass)?.slot === proof.slot) return;
    this.#stale.delete(pass);
    this.#stale.set(pass, { slot: proof.slot, nowSlot });
    forgetOldest(this.#stale, STALE_KEPT);
  }

  /** This showing of the code was let in; also when the guard did so after a question. */
  accept(proven: Proven): void {
    if (proven.proof === undefined) return;
    this.#accepted.add(seenKey(proven));
    forgetOldest(this.#accepted, ACCEPTED_KEPT);
  }

  snapshot(): SeenSnapshot {
    return { accepted: [...this.#accepted], stale: [...this.#stale] };
  }
}
