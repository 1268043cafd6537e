import type { EmergencyId } from '../../shared/ids.ts';

/**
 * The data key of each emergency. It lies in no table, stream or backup: in the cloud a KMS key of
 * that emergency alone wraps it, on one machine it is a file of its own. Without it, nothing that
 * was written under it can be read by anybody.
 */
export interface EmergencyKeys {
  /**
   * Makes the key of an emergency. Made again before it is used, what it was is of no use to anybody:
   * the handle that was kept is the one that opens it.
   * @returns its handle, which is no secret
   */
  create(emergency: EmergencyId): Promise<string>;
  /** 32 bytes; undefined once it is destroyed. */
  open(emergency: EmergencyId, handle: string): Promise<Uint8Array | undefined>;
  /** From now on nobody opens it; safe to repeat. @returns when it is gone for good, unix milliseconds */
  destroy(
    emergency: EmergencyId,
    handle: string,
    now: number,
  ): Promise<{ readonly goneAt: number }>;
  /** Whether it is gone for good. */
  isGone(emergency: EmergencyId, handle: string): Promise<boolean>;
}
