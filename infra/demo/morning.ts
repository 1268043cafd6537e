import type { CompoundCast } from './cast.ts';
import type { Diary } from './happened.ts';
import { comeAsManager, comeAsResident, type GateAtWork, openGate } from './people.ts';
import { type Compound, playScenes } from './scenes.ts';
import { CallRefused, type Client, type Street, signIn } from './street-client.ts';

/** Waits for all of them, also where one fails: nobody goes on behind the back of who tidies up. */
async function together<T>(all: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}

/** What is taken away again at the end, as soon as it is there. */
type Leaving = { readonly gates: GateAtWork[]; compound?: Compound };

async function arrive(street: Street, cast: CompoundCast, leaving: Leaving): Promise<Compound> {
  const manager = await comeAsManager(street, cast.manager);
  const guards: Client[] = [];
  for (const phone of cast.guards) {
    const guard = street.newClient();
    await signIn(guard, { audience: 'guard', phone });
    guards.push(guard);
  }
  const open = async (n: number): Promise<GateAtWork> => {
    const [planned, guard] = [cast.gates[n], guards[n % guards.length]];
    if (planned === undefined || guard === undefined)
      throw new Error('the street has no such gate');
    const { gateId } = planned;
    const gate = await openGate(street, {
      gateId,
      code: await manager.enrolmentCode(gateId),
      guard,
    });
    leaving.gates.push(gate);
    return gate;
  };
  const diary: Diary = { showings: [], tested: [] };
  const compound: Compound = {
    manager,
    gates: [await open(0), await open(1), await open(2)],
    holders: [],
    cards: [],
    diary,
  };
  leaving.compound = compound;
  for (const number of cast.numbers) {
    compound.holders.push(...(await comeAsResident(street, number, cast.onPhones)));
  }
  compound.cards.push(...(await manager.cardsFor(cast.compoundId, cast.onCards)));

  const present = new Set([...compound.holders, ...compound.cards].map((one) => one.residentId));
  const without = [...cast.onPhones, ...cast.onCards].filter((one) => !present.has(one));
  const count = cast.onPhones.size + cast.onCards.length;
  diary.tested.push({ promise: 'passes', count, broken: without });
  return compound;
}

/** A pass that was withdrawn in the morning already. */
function isGone(error: unknown): void {
  if (!(error instanceof CallRefused && error.code === 'state_conflict')) throw error;
}

async function leave({ gates, compound }: Leaving): Promise<void> {
  if (compound === undefined) return;
  const { manager, holders, cards, diary } = compound;
  for (const { passId } of holders) {
    await manager.set(passId, { state: 'revoked', reason: 'own_wish' }).catch(isGone);
  }
  // A card that was there before the morning is somebody's: it stays.
  const made = cards.filter((card) => card.made);
  for (const { passId } of made) {
    await manager.set(passId, { state: 'revoked', reason: 'own_wish' }).catch(isGone);
  }
  for (const gate of gates) await manager.unenrol(gate);
  const count = holders.length + made.length + gates.length;
  diary.tested.push({ promise: 'leftClean', count, broken: [] });
}

/** What is being done, for whoever waits. */
export type Stage = 'arriving' | 'playing' | 'leaving';

/** Plays a morning at every gate through the public API, and leaves nothing behind. */
export async function playMorning(
  street: Street,
  casts: readonly CompoundCast[],
  onStage: (stage: Stage) => void,
): Promise<Diary> {
  const leaving = casts.map((): Leaving => ({ gates: [] }));
  try {
    onStage('arriving');
    const compounds = await together(
      casts.map((cast, n) => arrive(street, cast, leaving[n] ?? { gates: [] })),
    );
    onStage('playing');
    await together(
      compounds.map((compound, n) => {
        const next = compounds[(n + 1) % compounds.length];
        return playScenes(compound, next === undefined ? [] : [...next.holders]);
      }),
    );
  } finally {
    onStage('leaving');
    await together(leaving.map(leave));
  }
  const diaries = leaving.flatMap(({ compound }) => compound?.diary ?? []);
  return {
    showings: diaries.flatMap(({ showings }) => showings),
    tested: diaries.flatMap(({ tested }) => tested),
  };
}
