import type { CompoundId } from '../../shared/ids.ts';
import type { Compound, CompoundStore, Versions } from '../compounds/index.ts';
import type { GatesAtAGlance } from '../gates/index.ts';
import type { PassHolder } from '../passes/index.ts';
import type { NumberQuestionStore, ResidentStore } from '../residents/index.ts';
import { type CompoundSummary, dueOf } from './compound-summary.ts';
import { homesOf } from './homes-by-building.ts';
import type { SummaryStore } from './summary-store.ts';

export type SummariseCompoundPorts = {
  readonly summaries: Pick<SummaryStore, 'findSummary' | 'recordSummary'>;
  readonly compounds: Pick<CompoundStore, 'findCompound' | 'listHouses'>;
  readonly residents: Pick<ResidentStore, 'listResidents'>;
  readonly questions: Pick<NumberQuestionStore, 'listOfCompound'>;
  readonly passHolders: (compound: CompoundId, nowMs: number) => Promise<readonly PassHolder[]>;
  readonly gates: (compound: CompoundId, nowMs: number) => Promise<GatesAtAGlance>;
  readonly versions: (compound: CompoundId) => Promise<Versions>;
};

type People = Pick<CompoundSummary, 'houses' | 'residents' | 'homes' | 'passes' | 'peopleAt'>;

async function countPeople(
  { compounds, residents, passHolders }: SummariseCompoundPorts,
  compound: CompoundId,
  now: number,
): Promise<People> {
  const [houses, people, holders] = await Promise.all([
    compounds.listHouses(compound),
    residents.listResidents(compound),
    passHolders(compound, now),
  ]);
  const living = people.filter(({ state }) => state === 'active' || state === 'leaving');
  const inState = (state: PassHolder['state'], isCard: boolean) =>
    holders.filter((one) => one.state === state && one.isCard === isCard).length;
  return {
    peopleAt: now,
    houses: houses.length,
    residents: living.length,
    homes: homesOf(houses, people),
    passes: {
      active: inState('active', false),
      suspended: inState('suspended', false) + inState('suspended', true),
      cards: inState('active', true),
    },
  };
}

/** Counts what is due of one compound. Run twice it counts twice, and nothing is counted double. */
export async function summariseCompound(
  ports: SummariseCompoundPorts,
  compoundId: CompoundId,
  now: number,
): Promise<void> {
  const { summaries, compounds, questions } = ports;
  const compound: Compound | undefined = await compounds.findCompound(compoundId);
  if (compound === undefined) return;
  const { communityId, streetId, name } = compound;
  const [before, versions] = await Promise.all([
    summaries.findSummary(streetId, compoundId),
    ports.versions(compoundId),
  ]);
  const due = dueOf(before, versions, now);
  if (due === 'nothing') return;
  const [people, glance, asked] = await Promise.all([
    before === undefined || due === 'everything'
      ? countPeople(ports, compoundId, now)
      : Promise.resolve<People>(before),
    ports.gates(compoundId, now),
    questions.listOfCompound(compoundId),
  ]);
  const { houses, residents, homes, passes, peopleAt } = people;
  const { gates, entries, pairs, singleEntrance } = glance;
  const { statusList, holders } = due === 'everything' ? versions : (before?.seen ?? versions);
  await summaries.recordSummary({
    compoundId,
    communityId,
    streetId,
    name,
    at: now,
    peopleAt,
    seen: {
      statusList,
      holders,
      passes: due === 'everything' ? versions.passes : (before?.seen.passes ?? versions.passes),
      gates: versions.gates,
    },
    houses,
    residents,
    ...(homes === undefined ? {} : { homes }),
    passes,
    gates,
    entries,
    toDos: asked.length + pairs,
    ...(singleEntrance === undefined ? {} : { singleEntrance }),
  });
}
