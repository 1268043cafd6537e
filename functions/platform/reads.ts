import { CompoundId, compoundIdOf } from '../../shared/ids.ts';
import { PURPOSE_HEADER, type Reads } from '../../shared/messages/endpoint.ts';
import { type Action, PERMISSIONS } from '../../shared/permissions.ts';
import { PURPOSES, type Purpose, READS, type RecordClass } from '../../shared/purposes.ts';
import type { Role } from '../../shared/roles.ts';
import type { Actor, StaffActor } from './actor.ts';
import { type AuditFacts, factsOf } from './audit.ts';
import { type Failure, fail } from './failure.ts';

/** One read of personal data: who, where, what of it, whose or how many, and for what. */
export type PersonalRead = {
  readonly compound: CompoundId;
  readonly record: RecordClass;
  /** The id that the path names besides the compound; of a list, how many it had. */
  readonly subject: string;
  readonly requestId: string;
  readonly audit: AuditFacts;
};

/** Where reads of personal data are kept as facts. */
export interface ReadLog {
  /** Keeps a read before its answer leaves. */
  recordRead(read: PersonalRead): Promise<void>;
}

/** The number of the compound in any id of what belongs to one. */
const COMPOUND_IN = /^[a-z]{3}_([0-9]+)(?:_|$)/;

type Params = Readonly<Record<string, string>>;

/** The compound that the path is about, by the first id in it. */
function compoundIn(params: Params): CompoundId | undefined {
  for (const id of Object.values(params)) {
    const [, number] = COMPOUND_IN.exec(id) ?? [];
    if (number !== undefined) return compoundIdOf(Number(number));
  }
  return undefined;
}

/** The roles by which somebody may do this in a compound or in a part of it. */
function rolesThere(
  actor: StaffActor,
  action: Action,
  { compound, now }: { readonly compound: CompoundId; readonly now: number },
): Role[] {
  const permission: { actor: string; staff?: readonly Role[] } = PERMISSIONS[action];
  return actor.grants
    .filter(({ role, until }) => now < until && permission.staff?.includes(role) === true)
    .filter(({ node }) => {
      const isAbove = /^(str|com)_/.test(node);
      return !isAbove && compoundIn({ node }) === compound;
    })
    .map(({ role }) => role);
}

const purposeOf = (stated: string): Purpose | undefined =>
  PURPOSES.find((purpose) => purpose === stated);

export type AskedRead = {
  readonly reads: Reads;
  readonly action: Action;
  readonly actor: Actor;
  readonly params: Params;
  /** The header, where there is one. */
  readonly stated: string | undefined;
  readonly requestId: string;
  readonly now: number;
};

/**
 * What is to be kept of a read once it is answered, or why its purpose is refused. Undefined where
 * nobody of staff asks, or where they hold no role there: that is for the verb to refuse.
 */
export function readAsked(asked: AskedRead): Omit<PersonalRead, 'subject'> | Failure | undefined {
  const { reads, action, actor, params, stated, requestId, now } = asked;
  if (actor.kind !== 'staff') return undefined;
  const compound = compoundIn(params);
  if (compound === undefined) throw new TypeError('a read of personal data in no compound');
  const roles = rolesThere(actor, action, { compound, now });
  if (roles.length === 0) return undefined;
  const purpose = stated === undefined ? reads.unstated : purposeOf(stated);
  const { record } = reads;
  const isFitting =
    purpose !== undefined && roles.some((role) => READS[role]?.[record]?.includes(purpose));
  if (!isFitting) return fail('purpose_refused', { field: PURPOSE_HEADER });
  const audit = factsOf(actor, { action, place: compound, purpose, now });
  return { compound, record, requestId, audit };
}

/** Whose records were read: by the path, or how many of a list. */
export function subjectOf(
  params: Params,
  answered: unknown,
  names: readonly string[] = [],
): string {
  if (names.length > 0) return names.map((name) => params[name] ?? '').join(' ');
  const named = Object.values(params).find((id) => !CompoundId.safeParse(id).success);
  if (named !== undefined) return named;
  const lists = Object.values(Object(answered)).filter((part) => Array.isArray(part));
  return String(lists[0]?.length ?? 0);
}
