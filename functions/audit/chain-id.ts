import * as z from 'zod';

/** Whose chain: of a compound, of a community or a street for what is above one, or of neither. */
export const ChainId = z.union([
  z.templateLiteral([z.enum(['cmp', 'com', 'str']), '_', z.string().regex(/^[1-9][0-9]{0,4}$/)]),
  z.literal('system'),
]);
export type ChainId = z.infer<typeof ChainId>;

const PLACE = /^(?:cmp|com|str)_[0-9]+(?=$|#)/;
/** Every id of what belongs to a compound says which. */
const OF_A_COMPOUND = /(?:^|#)(?:grd|bld|unt|gat|dev|hou|res|shf|pas)_([0-9]+)/;

/** Fields that say which compound an item of another partition belongs to. */
const Belonging = z.object({
  gateId: z.string().optional(),
  grants: z.array(z.object({ node: z.string() })).default([]),
});

function chainIn(text: string): ChainId | undefined {
  const [place] = PLACE.exec(text) ?? [];
  const [, compound] = OF_A_COMPOUND.exec(text) ?? [];
  const named = place ?? (compound === undefined ? undefined : `cmp_${compound}`);
  return ChainId.safeParse(named).data;
}

/**
 * The chain that a change of an item is sealed in: of the compound that its key names, and for what
 * lies under a person (`phone#…`, `enrolment#…`) of the place where it was done.
 */
export function chainOf(change: {
  readonly pk: string;
  readonly sk: string;
  readonly place: string;
  readonly item: Readonly<Record<string, unknown>>;
}): ChainId {
  const { pk, sk, place, item } = change;
  const found = chainIn(pk) ?? chainIn(place) ?? chainIn(sk);
  if (found !== undefined) return found;
  const { gateId = '', grants = [] } = Belonging.safeParse(item).data ?? {};
  const named = [gateId, ...grants.map(({ node }) => node)].map(chainIn);
  return named.find((chain) => chain !== undefined) ?? 'system';
}
