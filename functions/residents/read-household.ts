import { compoundOf } from '../../shared/ids.ts';
import type { ResidentAccount, ResidentSummary } from '../../shared/messages/sign-in.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { mayAnswer, type NumberQuestion } from './number-question.ts';
import type { NumberQuestionStore } from './number-question-store.ts';
import type { Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type ReadHouseholdPorts = {
  readonly residents: ResidentStore;
  readonly compounds: CompoundStore;
  readonly questions: NumberQuestionStore;
  /** What an emergency asks of the people of a house now; nothing in ordinary times. */
  readonly acting: (
    house: Resident['houseId'],
    now: number,
  ) => Promise<Pick<ResidentSummary, 'registering' | 'tripsPerDay'>>;
};

type HouseholdReader = Pick<ResidentActor, 'residentIds' | 'waitingIds'> & {
  /** Absent at the sign-in itself, which has just looked. */
  readonly accountId?: ResidentActor['accountId'];
};

/** Whether somebody has answered since the session was last renewed: renewing it tells how. */
async function wasAnswered(
  { questions }: ReadHouseholdPorts,
  { accountId, waitingIds }: HouseholdReader,
): Promise<boolean> {
  if (waitingIds.length === 0 || accountId === undefined) return false;
  return !(await questions.stillWait({ accountId, residentIds: waitingIds }));
}

/** What of the houses' questions this phone is asked: never about itself. */
async function askedOf(
  { residents }: ReadHouseholdPorts,
  given: {
    readonly questions: readonly NumberQuestion[];
    readonly held: readonly Resident[];
    readonly actor: HouseholdReader;
  },
  now: number | undefined,
): Promise<NumberQuestion[]> {
  const { questions, held, actor } = given;
  if (questions.length === 0) return [];
  const subjects = await residents.findResidents(questions.map(({ residentId }) => residentId));
  return questions.filter((question) => {
    const subject = subjects.find(({ residentId }) => residentId === question.residentId);
    if (subject === undefined || actor.waitingIds.includes(question.residentId)) return false;
    const { accountId } = actor;
    // A sign-in that has just looked does not say its own number: it is not asked about its own.
    if (accountId === undefined || now === undefined) {
      return !actor.residentIds.includes(question.residentId);
    }
    return mayAnswer(question, subject, { accountId, residents: held }, now);
  });
}

/**
 * The residents whose passes the actor's phone holds, each with house and household, masked, and
 * what the household is asked. Of those for whom the number waits it says that it waits, no more.
 */
export async function readHousehold(
  ports: ReadHouseholdPorts,
  { actor, now }: { readonly actor: HouseholdReader; readonly now?: number },
): Promise<ResidentAccount | Failure> {
  const { residents, compounds, questions } = ports;
  if (await wasAnswered(ports, actor)) return fail('session_expired');
  const waiting = actor.waitingIds.length > 0 ? { waiting: true } : {};
  if (actor.residentIds.length === 0) return { residents: [], ...waiting };
  const held = await residents.findResidents(actor.residentIds);
  const houseIds = [...new Set(held.map(({ houseId }) => houseId))];
  const [places, households, asked, actings] = await Promise.all([
    compounds.findPlaces(houseIds.map(compoundOf), houseIds),
    Promise.all(houseIds.map(async (id) => [id, await residents.listHousehold(id)] as const)),
    Promise.all(houseIds.map((id) => questions.listOfHouse(id))),
    Promise.all(houseIds.map((id) => (now === undefined ? {} : ports.acting(id, now)))),
  ]);
  const membersOf = new Map(households);

  const summary = ({ residentId, houseId, maskedName }: Resident): ResidentSummary[] => {
    const house = places.houses.find((place) => place.houseId === houseId);
    const compound = places.compounds.find((place) => place.compoundId === compoundOf(houseId));
    if (house === undefined || compound === undefined) return [];
    const household = (membersOf.get(houseId) ?? []).map((member) => ({
      maskedName: member.maskedName,
      self: member.residentId === residentId,
    }));
    const words = { compoundName: compound.name, houseLabel: house.label };
    const { mainEntrance, runBy } = compound;
    const run = runBy === undefined ? {} : { runBy };
    const entrance = mainEntrance === undefined ? {} : { mainEntrance };
    const here = { ...entrance, ...run, ...actings[houseIds.indexOf(houseId)] };
    return [{ residentId, houseId, maskedName, ...words, household, ...here }];
  };
  const theirs = await askedOf(ports, { questions: asked.flat(), held, actor }, now);
  return {
    residents: held.flatMap(summary),
    ...waiting,
    ...(theirs.length === 0 ? {} : { questions: theirs }),
  };
}
