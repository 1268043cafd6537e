import * as z from 'zod';

/** As much of a JSON schema as our messages are written in. */
export type Schema = {
  readonly [keyword: string]: unknown;
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: Schema | boolean | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
};
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), Schema]).optional(),
    items: Schema.optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
  }),
);

/** A file has no schema. */
const Content = z.object({ 'application/json': z.object({ schema: Schema }).optional() });
const Operation = z.object({
  requestBody: z.object({ content: Content }).optional(),
  responses: z.object({ 200: z.object({ content: Content }).optional() }),
});
/** What a release promised: path → method → what it takes and answers. */
export const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});
export type Description = z.infer<typeof Description>;

const LOWER = ['minimum', 'minLength', 'minItems', 'exclusiveMinimum'];
const UPPER = ['maximum', 'maxLength', 'maxItems', 'exclusiveMaximum'];
const SAME = ['pattern', 'format', 'contentEncoding'];

const variantsOf = ({ anyOf, oneOf, ...rest }: Schema): readonly Schema[] =>
  anyOf ?? oneOf ?? [rest];
const valuesOf = (schema: Schema): readonly unknown[] | undefined =>
  'const' in schema ? [schema.const] : schema.enum;

/** Where one says nothing of a property, this is what it takes there; undefined where nothing. */
const elsewhere = ({ additionalProperties = {} }: Schema): Schema | undefined =>
  additionalProperties === false
    ? undefined
    : additionalProperties === true
      ? {}
      : additionalProperties;

function boundsBroken(from: Schema, to: Schema): string[] {
  const broken = (names: readonly string[], isInside: (one: number, other: number) => boolean) =>
    names.filter((name) => {
      const [one, other] = [from[name], to[name]];
      return typeof other === 'number' && !(typeof one === 'number' && isInside(one, other));
    });
  return [
    ...broken(LOWER, (one, other) => one >= other),
    ...broken(UPPER, (one, other) => one <= other),
    ...SAME.filter((name) => to[name] !== undefined && to[name] !== from[name]),
  ];
}

function objectsBroken(from: Schema, to: Schema, extra: Extra): string[] {
  const broken = (to.required ?? []).filter((name) => !(from.required ?? []).includes(name));
  const found = broken.map((name) => `${name} is asked for and need not be there`);
  for (const [name, schema] of Object.entries(from.properties ?? {})) {
    const taken = to.properties?.[name] ?? elsewhere(to);
    if (taken === undefined) {
      if (extra === 'refused') found.push(`${name} is not taken`);
    } else {
      found.push(...notTaken(schema, taken, extra).map((why) => `${name}: ${why}`));
    }
  }
  return found;
}

/** What becomes of a property that the other side does not know: pages pass over it, the server refuses. */
type Extra = 'ignored' | 'refused';

/** Why not every value of the one is a value of the other; nothing where each is. */
export function notTaken(from: Schema, to: Schema, extra: Extra): string[] {
  const [given, taken] = [variantsOf(from), variantsOf(to)];
  if (given.length > 1 || taken.length > 1) {
    return given.flatMap((one) => {
      const reasons = taken.map((other) => notTaken(one, other, extra));
      return reasons.some((why) => why.length === 0) ? [] : (reasons[0] ?? ['nothing is taken']);
    });
  }
  const [one = {}, other = {}] = [given[0], taken[0]];
  const isNumber = one.type === 'integer' && other.type === 'number';
  if (other.type !== undefined && one.type !== other.type && !isNumber) {
    return [`${one.type ?? 'anything'} is not ${other.type}`];
  }
  const [values, among] = [valuesOf(one), valuesOf(other)];
  if (among !== undefined) {
    const others = values?.filter((value) => !among.includes(value)) ?? ['any other'];
    if (others.length > 0) return [`${others.join(', ')} is not among ${among.join(', ')}`];
  }
  const found = [...boundsBroken(one, other).map((name) => `${name} differs`)];
  if (other.properties !== undefined || one.properties !== undefined) {
    found.push(...objectsBroken(one, other, extra));
  }
  if (one.items !== undefined && other.items !== undefined) {
    found.push(...notTaken(one.items, other.items, extra).map((why) => `each: ${why}`));
  }
  return found;
}

/** What a page of the release would stumble over today: a sentence each. */
export function brokenPromises(released: Description, today: Description): string[] {
  return Object.entries(released.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, promised]) => {
      const named = `${method.toUpperCase()} ${path}`;
      const kept = today.paths[path]?.[method];
      if (kept === undefined) return [`${named} is gone`];
      const bodyOf = ({ requestBody }: typeof kept) =>
        requestBody?.content['application/json']?.schema;
      const answerOf = ({ responses }: typeof kept) =>
        responses[200]?.content?.['application/json']?.schema;
      const [sent, taken] = [bodyOf(promised), bodyOf(kept)];
      const [understood, answered] = [answerOf(promised), answerOf(kept)];
      const refused =
        taken === undefined
          ? []
          : sent === undefined
            ? ['a body']
            : notTaken(sent, taken, 'refused');
      const strange =
        understood === undefined
          ? []
          : answered === undefined
            ? ['no answer']
            : notTaken(answered, understood, 'ignored');
      return [
        ...refused.map((why) => `${named} refuses what it took: ${why}`),
        ...strange.map((why) => `${named} answers what nobody expected: ${why}`),
      ];
    }),
  );
}
