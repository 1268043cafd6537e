/** What lies in the partitions of an emergency. */
export interface HeldItems {
  count(pk: string): Promise<number>;
  /**
   * Deletes what lies in a partition, at most about so many items; again, what is left.
   * @returns how many it deleted, and whether anything may be left
   */
  deleteAll(
    pk: string,
    most: number,
  ): Promise<{ readonly deleted: number; readonly more: boolean }>;
}
