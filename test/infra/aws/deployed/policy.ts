import * as z from 'zod';

const OneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** A statement of a policy. Whatever else one could say is not understood here, and a fault. */
export const Statement = z.strictObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: OneOrMore,
  Resource: OneOrMore,
  /** Which partitions or which keys it is about: held to the template by a test, and not played here. */
  Condition: z
    .union([
      z.strictObject({
        'ForAllValues:StringLike': z.strictObject({ 'dynamodb:LeadingKeys': z.array(z.string()) }),
      }),
      z.strictObject({
        StringLike: z.strictObject({
          'aws:RequestTag/xiaoquma-emergency': z.string().optional(),
          'aws:ResourceTag/xiaoquma-emergency': z.string().optional(),
        }),
      }),
    ])
    .optional(),
});
export type Statement = z.infer<typeof Statement>;

/** One thing that somebody asks of AWS: such as `dynamodb:GetItem` on the ARN of a table. */
export type Need = { readonly action: string; readonly resource: string };

const matches = (pattern: string, text: string): boolean => {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
};

const covers = ({ Action, Resource }: Statement, { action, resource }: Need): boolean =>
  Action.some((one) => matches(one, action)) && Resource.some((one) => matches(one, resource));

/** As IAM decides: what is denied is denied, and what nobody allows is denied too. */
export function isAllowed(statements: readonly Statement[], need: Need): boolean {
  const about = statements.filter((statement) => covers(statement, need));
  return (
    about.some(({ Effect }) => Effect === 'Allow') &&
    about.every(({ Effect }) => Effect === 'Allow')
  );
}

/** Each action on each resource that is allowed, and asked for by none of these. */
export function unused(statements: readonly Statement[], needs: readonly Need[]): Need[] {
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))),
    )
    .filter(
      (granted) =>
        !needs.some(
          ({ action, resource }) =>
            matches(granted.action, action) && matches(granted.resource, resource),
        ),
    );
}
