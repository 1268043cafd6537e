import type * as z from 'zod';

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
  /** Absent where the answer has no body (204). */
  readonly answer?: Answer;
  /** Instead of an answer by a schema: a file, and its media type. */
  readonly file?: string;
};

export const endpoint = <const E extends Endpoint>(declared: E): E => declared;
