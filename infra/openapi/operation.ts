import type * as z from 'zod';
import type { Endpoint } from '../../shared/messages/endpoint.ts';
import type { Action } from '../../shared/permissions.ts';

type ExampleBody<E extends Endpoint> = E extends { body: infer Body extends z.ZodType }
  ? { readonly body: z.input<Body> }
  : { readonly body?: never };
type ExampleAnswer<E extends Endpoint> = E extends { answer: infer Answer extends z.ZodType }
  ? { readonly answer: z.output<Answer> }
  : { readonly answer?: never };

/** What the description of the API says of one endpoint besides its schemas. */
export type Operation = {
  readonly endpoint: Endpoint;
  readonly action: Action;
  readonly summary: string;
  readonly body?: unknown;
  readonly answer?: unknown;
};

/** An endpoint with its action and one example of each message, held to the endpoint's own types. */
export const operation = <const E extends Endpoint>(
  endpoint: E,
  action: Action,
  summary: string,
  example: ExampleBody<E> & ExampleAnswer<E>,
): Operation => ({ endpoint, action, summary, ...example });
