import {
  type AccountId,
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  gridIdOf,
  type PlaceId,
} from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { Clock } from '../platform/clock.ts';
import { livesHere, type Resident, type ResidentStore } from '../residents/index.ts';
import { type AnnouncementRecord, concerns, stateOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import type { Telling, TellingStore } from './telling-store.ts';

/** Tells an account of an urgent announcement; the same account of the same one is told once. */
export type TellAccount = (told: {
  readonly accountId: AccountId;
  /** In which compound they live whom it concerns. */
  readonly compound: CompoundId;
  readonly announcement: Pick<
    AnnouncementRecord,
    'announcementId' | 'zh' | 'en' | 'signedBy' | 'until'
  >;
  readonly now: number;
}) => Promise<void>;

export type TellResidentsPorts = {
  readonly tellings: TellingStore;
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement'>;
  readonly compounds: Pick<CompoundStore, 'listCompounds' | 'listBuildings' | 'listHouses'>;
  readonly residents: Pick<ResidentStore, 'listResidents'>;
  readonly tell: TellAccount;
};

export type TellRun = { readonly id: string; readonly clock: Clock; readonly endsAt: number };

/** A run ends itself in time; what is left then, the next one does. */
export const TELL_RUN_MS = 4 * 60_000;
/** Longer than a chunk takes: what a dead run held, the next takes over after this. */
export const TELLING_HELD_MS = 60_000;
/** So many are told between two notes of how far it is. */
const PEOPLE_PER_NOTE = 25;

/**
 * Goes on with every urgent announcement of which people are yet to be told. Broken off anywhere,
 * it goes on after the last note; who was told twice by that has one message.
 * @throws the first fault, once the others are done
 */
export async function tellResidents(ports: TellResidentsPorts, run: TellRun): Promise<void> {
  const faults: unknown[] = [];
  for (const telling of await ports.tellings.listDue(run.clock())) {
    await tellOf(ports, telling, run).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
}

async function tellOf(ports: TellResidentsPorts, telling: Telling, run: TellRun): Promise<void> {
  const { tellings, announcements, compounds } = ports;
  const hold = (until: number) => tellings.hold(telling, { run: run.id, now: run.clock(), until });
  if (!(await hold(run.clock() + TELLING_HELD_MS))) return;
  const record = await announcements.findAnnouncement(telling.announcementId);
  if (record === undefined || stateOf(record, run.clock()) !== 'showing') {
    return tellings.finish(telling);
  }
  const all = await compounds.listCompounds();
  const concerned = all.filter(
    ({ compoundId, communityId, streetId }) =>
      record.within.some((place) => place === compoundId) ||
      concerns(record, [streetId, communityId]),
  );
  const { toldUntil } = telling;
  const next =
    toldUntil === undefined
      ? 0
      : concerned.findIndex(({ compoundId }) => compoundId === toldUntil.compound);
  for (const { compoundId, communityId, streetId } of concerned.slice(Math.max(0, next))) {
    const around = [streetId, communityId, compoundId];
    const people = await peopleConcerned(ports, record, { compoundId, around });
    const after = toldUntil?.compound === compoundId ? toldUntil.resident : undefined;
    const left = people.filter(({ residentId }) => after === undefined || residentId > after);
    for (let start = 0; start < left.length; start += PEOPLE_PER_NOTE) {
      if (run.clock() >= run.endsAt) return void (await hold(0));
      const some = left.slice(start, start + PEOPLE_PER_NOTE);
      for (const accountId of accountsOf(some)) {
        await ports.tell({
          accountId,
          compound: compoundId,
          announcement: record,
          now: run.clock(),
        });
      }
      const last = some.at(-1);
      const to = {
        compound: compoundId,
        ...(last === undefined ? {} : { resident: last.residentId }),
      };
      if ((await tellings.noteTold(telling, to, run.id)) === 'lost') return;
      if (!(await hold(run.clock() + TELLING_HELD_MS))) return;
    }
  }
  await tellings.finish(telling);
}

const accountsOf = (people: readonly Resident[]): AccountId[] => [
  ...new Set(people.flatMap(({ accountId }) => accountId ?? [])),
];

/** Who lives where it is for, in the order of their ids. */
async function peopleConcerned(
  { compounds, residents }: TellResidentsPorts,
  record: AnnouncementRecord,
  { compoundId, around }: { readonly compoundId: CompoundId; readonly around: readonly PlaceId[] },
): Promise<readonly Resident[]> {
  const people = (await residents.listResidents(compoundId)).filter(livesHere);
  if (concerns(record, around)) return people;
  const [buildings, houses] = await Promise.all([
    compounds.listBuildings(compoundId),
    compounds.listHouses(compoundId),
  ]);
  const number = compoundNumberOf(compoundId);
  const numbers = buildings
    .filter((one) =>
      concerns(record, [gridIdOf(number, one.grid), buildingIdOf(number, one.number)]),
    )
    .map((one) => one.number);
  const concerned = new Set(
    houses.filter(({ building }) => numbers.includes(building)).map(({ houseId }) => houseId),
  );
  return people.filter(({ houseId }) => concerned.has(houseId));
}
