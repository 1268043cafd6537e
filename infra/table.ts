/**
 * The one table, defined once: the cloud's stack and the local engine are both made from this.
 * Which items live in it stands in docs/access-patterns.md.
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Unix seconds after which an item may be deleted; readers filter by it, deletion comes late. */
  timeToLive: 'ttl',
  stream: 'NEW_AND_OLD_IMAGES',
} as const;
