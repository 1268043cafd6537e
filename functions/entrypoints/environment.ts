import * as z from 'zod';

/** Everything that a deployment says to the functions, by what an entry point may need of it. */
const SECRET_BYTES = 32;

export const TableVariables = z.object({
  TABLE_NAME: z.string().min(3),
  /** Where another engine than AWS's own keeps the table. */
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
});

export const SecretVariables = z.object({
  /** base64url, 32 bytes: every other secret is derived from it. */
  SERVER_SECRET: z
    .base64url()
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))
    .refine((bytes) => bytes.length === SECRET_BYTES, 'must be 32 bytes'),
});

export const IssuerVariables = z.object({
  /** Where the issuer's keys are: `file:` and a path. */
  ISSUER_KEY: z.string().regex(/^file:./),
});

export const EdgeVariables = z.object({
  /** Where the pages are, such as https://gate.example. */
  PUBLIC_ORIGIN: z.url(),
  /** What the edge sends along, where there is an edge. */
  EDGE_SECRET: z.string().min(16).optional(),
});

export const MessageVariables = z.object({
  /** Who delivers messages: `inbox`, a page on the same machine. */
  MESSAGES: z.literal('inbox'),
});

export const OperatorVariables = z.object({
  OPERATOR_NAME: z.string().min(1),
  OPERATOR_CONTACT: z.string().min(1),
});

/**
 * The variables of one schema; an entry point sees those that it asks for and no other.
 * @throws ZodError naming the variable that is missing or malformed
 */
export function readEnvironment<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
  return schema.parse(process.env);
}
