import * as z from 'zod';
import { FACT_KINDS } from '../../shared/messages/audit.ts';
import { AuditFacts } from '../platform/audit.ts';
import type { TimedChange } from '../platform/table-stream.ts';
import { auditedKindOf } from './audited-kinds.ts';
import { type ChainId, chainOf } from './chain-id.ts';
import { digestOf } from './digest.ts';
import { isReadsPartition } from './keys.ts';

/** What is sealed of one change. Ids in it are pseudonyms; a name or a number is in none. */
export const Fact = z.object({
  kind: z.enum(FACT_KINDS),
  pk: z.string(),
  sk: z.string(),
  version: z.number().int(),
  action: z.string(),
  by: z.string(),
  office: z.string(),
  purpose: z.string(),
  /** Unix milliseconds. */
  at: z.number().int(),
  place: z.string(),
  /** Of a read: which class of records, and whose or how many. */
  record: z.string(),
  subject: z.string(),
  /** Names the content that the item has since; empty where it is gone, and of a read, which says all itself. */
  digest: z.string(),
});
export type Fact = z.infer<typeof Fact>;

type Item = Readonly<Record<string, unknown>>;
/** What an audited item carries. */
const Audited = z.object({ audit: AuditFacts, version: z.number().int().min(1) });
const ReadItem = z.object({ record: z.string(), subject: z.string() });
const Key = z.object({ pk: z.string(), sk: z.string() });

/** Of a kind whose every write owes its facts. Others may carry some, such as places. */
const isOwed = (item: Item): boolean =>
  auditedKindOf(String(item.pk), String(item.sk)) !== undefined;

const UNKNOWN = { action: 'unexplained', by: 'unknown', office: 'unknown', purpose: 'unknown' };

const isAudited = (item: Item | undefined): boolean =>
  item !== undefined && item.audit !== undefined;

/** A deletion by its term is the term's. */
function isOver({ ttl }: Item, atMs: number): boolean {
  return typeof ttl === 'number' && ttl * 1_000 <= atMs;
}

/** Of a record that an earlier release wrote without a version, any is the next. */
function isNext(version: number, stood: Item | undefined): boolean {
  const before = versionIn(stood);
  return before === 0 || version === before + 1;
}

const versionIn = (item: Item | undefined): number =>
  typeof item?.version === 'number' ? item.version : 0;

/** The fact of an item that carries its facts, as it stands; undefined where it carries none. */
export function factOfItem(item: Item): Fact | undefined {
  const audited = Audited.safeParse(item);
  if (!audited.success) return undefined;
  const { pk, sk } = Key.parse(item);
  const { audit, version } = audited.data;
  const { place = '', ...facts } = audit;
  const isRead = isReadsPartition(pk);
  return {
    kind: isRead ? 'read' : 'change',
    pk,
    sk,
    version,
    ...facts,
    place,
    ...(isRead ? ReadItem.parse(item) : { record: '', subject: '' }),
    digest: isRead ? '' : digestOf(item),
  };
}

function unexplained(item: Item, after: Item | undefined, at: number): Fact {
  const { pk, sk } = Key.parse(item);
  return {
    kind: 'unexplained',
    pk,
    sk,
    version: versionIn(item),
    ...UNKNOWN,
    at,
    place: '',
    record: '',
    subject: '',
    digest: after === undefined ? '' : digestOf(after),
  };
}

/** A fact to be sealed, and in which chain. */
export type SealedFact = { readonly chain: ChainId; readonly fact: Fact };

function chained(item: Item, fact: Fact): SealedFact {
  return { chain: chainOf({ ...fact, item }), fact };
}

/**
 * What is to be sealed of a change; undefined where the item is none that carries facts. A version
 * that does not count on (also where only the term is another: it would let the record go), or a
 * deletion before the term, has no explanation in an audited kind; whether a deletion left its facts elsewhere, the
 * caller knows.
 */
export function factOfChange({ before, after, at }: TimedChange): SealedFact | undefined {
  if (after === undefined) {
    if (before === undefined || !isAudited(before) || isOver(before, at)) return undefined;
    if (!isOwed(before)) return undefined;
    return chained(before, unexplained(before, undefined, at));
  }
  const stood = before === undefined || isOver(before, at) ? undefined : before;
  if (!isAudited(after) && !isAudited(stood)) return undefined;
  const fact = factOfItem(after);
  const countsOn = fact !== undefined && isNext(fact.version, stood);
  if (fact !== undefined && countsOn) return chained(after, fact);
  if (!isOwed(after)) return undefined;
  return chained(after, unexplained(stood ?? after, after, at));
}

const FIELDS = Object.keys(Fact.shape);

/** The text that is hashed: every field in its fixed order. */
export function textOf(fact: Fact): string {
  const values: Readonly<Record<string, unknown>> = fact;
  return JSON.stringify(FIELDS.map((name) => values[name]));
}

const IDS = /[a-z]{3}_[0-9a-z_]+/g;

/** What a log may say of a record: its kind and the pseudonyms in its key, and nothing else of it. */
export function nameOf({ pk, sk }: Pick<Fact, 'pk' | 'sk'>): string {
  const [kind = ''] = sk.split('#');
  const ids = [...`${pk} ${sk}`.matchAll(IDS)].map(([id]) => id);
  const narrow = ids.filter((id) => !/^(cmp|com|str)_/.test(id));
  return [kind, ...(narrow.length === 0 ? ids : narrow)].join(' ');
}
