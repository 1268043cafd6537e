import type { CompoundId } from '../../shared/ids.ts';

/** What goes up when something of a compound changes that processes keep in memory. */
export type Versions = {
  /** Of the status list; 0 before the first pass. */
  readonly statusList: number;
  /** Of the gates, their rules and their devices. */
  readonly gates: number;
  /** Of what guards may see of holders. */
  readonly holders: number;
  /** Of the PINs by which guards take over. */
  readonly pins: number;
  /** How many passes there are; behind by what the stream has not delivered yet. */
  readonly passes: number;
};

/**
 * One small item a compound that tells which of the large ones have changed, so that asking costs
 * half a read unit however much there is.
 */
export interface CompoundVersions {
  /** At most a second behind the table, and a second more where it was just asked for. */
  of(compound: CompoundId, nowMs: number): Promise<Versions>;
}

/** A request asks more than once, and so do requests that arrive together. */
export const BELIEVED_MS = 1_000;
/** More compounds than one process serves at a time. */
const COMPOUNDS_KEPT = 512;

/** @param read the versions as the table has them */
export function rememberingVersions(
  read: (compound: CompoundId) => Promise<Versions>,
): CompoundVersions {
  const kept = new Map<CompoundId, { readonly versions: Versions; readonly readAt: number }>();
  return {
    of: async (compound, nowMs) => {
      const known = kept.get(compound);
      if (known !== undefined && Math.abs(nowMs - known.readAt) < BELIEVED_MS) {
        return known.versions;
      }
      const versions = await read(compound);
      kept.delete(compound);
      kept.set(compound, { versions, readAt: nowMs });
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > COMPOUNDS_KEPT) kept.delete(oldest);
      return versions;
    },
  };
}
