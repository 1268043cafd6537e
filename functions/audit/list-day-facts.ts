import type { CompoundId } from '../../shared/ids.ts';
import { type AuditDay, type AuditFact, FACTS_PER_PAGE } from '../../shared/messages/audit.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { hashOf } from './chain.ts';
import type { ChainStore } from './chain-store.ts';
import { type Fact, nameOf } from './fact.ts';
import { factsIn } from './packed-facts.ts';

export type ListDayFactsInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly day: string;
  readonly kind?: Fact['kind'] | undefined;
  readonly from?: number | undefined;
  readonly now: number;
};

function shown(fact: Fact): AuditFact {
  const { kind, at, action, by, office, purpose, version, record, subject } = fact;
  const seen = { kind, at, action, by, office, purpose, version };
  return kind === 'read' ? { ...seen, record, subject } : { ...seen, record: nameOf(fact) };
}

/** What was sealed on a day, by the page, and the root that an auditor takes home. */
export async function listDayFacts(
  { chains }: { readonly chains: Pick<ChainStore, 'linksOfDay'> },
  { actor, compoundId, day, kind, from = 0, now }: ListDayFactsInput,
): Promise<AuditDay | Failure> {
  if (!mayAct(actor, 'audit.read', compoundId, now)) return fail('not_permitted');
  const links = await chains.linksOfDay(compoundId, day);
  const facts = links.flatMap(factsIn).filter((fact) => kind === undefined || fact.kind === kind);
  const last = links.at(-1)?.link;
  const next = from + FACTS_PER_PAGE;
  return {
    facts: facts.slice(from, next).map(shown),
    total: facts.length,
    ...(last === undefined
      ? {}
      : { root: { number: last.number, hash: Buffer.from(hashOf(last)).toString('hex') } }),
    ...(next < facts.length ? { next } : {}),
  };
}
