/** A document as it came, kept for the next start without a network. */
export type KeptDocument = {
  /** The body of the answer; verified anew whenever it is read back. */
  readonly body: unknown;
  readonly etag: string | undefined;
  /** Unix milliseconds by the server: when these very contents came (200). */
  readonly receivedAt: number;
  /** Unix milliseconds by the server: the last 200 or 304. Its age counts from here. */
  readonly confirmedAt: number;
  /** Of the names: which they are, by the server. Absent where it did not say. */
  readonly names?: string;
};
