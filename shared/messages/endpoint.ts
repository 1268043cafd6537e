import type * as z from 'zod';
import type { Purpose, RecordClass } from '../purposes.ts';

/** The header in which a caller says why it reads personal data. */
export const PURPOSE_HEADER = 'xq-purpose';

/** What of personal data an endpoint answers with. */
export type Reads = {
  readonly record: RecordClass;
  /** What it is usually read for: a page that says nothing else is taken to say this. */
  readonly purpose: Purpose;
  /** For callers one release old, which state none. An endpoint that is new has none. */
  readonly unstated?: Purpose;
  /** What of the path says whose it is; otherwise the first id in it besides the compound. */
  readonly subject?: readonly string[];
};

/**
 * One call across the wire. The server routes and parses by it, the pages are typed by it.
 * A path parameter is written `:name`.
 */
export type Endpoint<
  Path extends string = string,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: Path;
  readonly body?: Body;
  /** Instead of a body by a schema: a file as it is, of at most so many bytes. */
  readonly bytes?: number;
  /** Where staff read personal data by it: they state a purpose, and the read is kept as a fact. */
  readonly reads?: Reads;
  /** Absent where the answer has no body (204). */
  readonly answer?: Answer;
  /** What is asked for is kept, and yet to be done (202). */
  readonly accepted?: true;
  /** Instead of an answer by a schema: a file, and its media type. */
  readonly file?: string;
  /** Instead of an answer: on to a page of ours (303), with what stands in the query. */
  readonly leadsOn?: true;
};

export const endpoint = <const E extends Endpoint>(declared: E): E => declared;
