import type { CompoundId, GateId, ResidentId } from '../../shared/ids.ts';
import type { SingleEntrance, SingleEntrancePreview } from '../../shared/messages/gate-rules.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { closingOf } from './gate-closing.ts';
import type { GateStore } from './gate-store.ts';
import { heldBy, isOn } from './single-entrance.ts';
import type { SingleEntranceStore } from './single-entrance-store.ts';

/** Who lives in a compound, as far as counts need it. */
export interface TouchedPeople {
  listResidents(
    compound: CompoundId,
  ): Promise<readonly { readonly residentId: ResidentId; readonly building: string }[]>;
  listHolders(
    compound: CompoundId,
    nowMs: number,
  ): Promise<readonly { readonly residentId: ResidentId; readonly isCard: boolean }[]>;
}

export type SingleEntrancePorts = {
  readonly gates: Pick<GateStore, 'listGates'>;
  readonly entrances: SingleEntranceStore;
  readonly people: TouchedPeople;
};
type Input = { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number };

const mayNot = ({ actor, compoundId, now }: Input): boolean =>
  !mayAct(actor, 'single_entrance.set', compoundId, now);

export async function readSingleEntrance(
  { gates, entrances }: SingleEntrancePorts,
  input: Input,
): Promise<SingleEntrance | Failure> {
  if (mayNot(input)) return fail('not_permitted');
  const [record, standing] = await Promise.all([
    entrances.find(input.compoundId),
    gates.listGates(input.compoundId),
  ]);
  const named = standing.map(({ gateId, rules }) => ({ gateId, name: rules.name }));
  const version = record?.version ?? 0;
  if (!isOn(record, input.now)) return { state: 'off', version, gates: named };
  const { mainGate, since, until } = record;
  return {
    state: 'on',
    version,
    mainGate,
    since,
    ...(until === undefined ? {} : { until }),
    gates: named,
  };
}

/** Whom it touches, counted: everybody who lives there has one gate instead of several. */
export async function previewSingleEntrance(
  { people }: SingleEntrancePorts,
  input: Input,
): Promise<SingleEntrancePreview | Failure> {
  if (mayNot(input)) return fail('not_permitted');
  const [residents, holders] = await Promise.all([
    people.listResidents(input.compoundId),
    people.listHolders(input.compoundId, input.now),
  ]);
  const byBuilding = new Map<string, number>();
  for (const { building } of residents) {
    byBuilding.set(building, (byBuilding.get(building) ?? 0) + 1);
  }
  const holdersWho = (isCard: boolean) =>
    new Set(holders.filter((one) => one.isCard === isCard).map(({ residentId }) => residentId));
  return {
    residents: residents.length,
    withPass: holdersWho(false).size,
    withCard: holdersWho(true).size,
    buildings: [...byBuilding]
      .map(([building, count]) => ({ building, residents: count }))
      .sort((a, b) => Number.parseInt(a.building, 10) - Number.parseInt(b.building, 10)),
  };
}

/**
 * Every gate but the main one sends people there, from one moment on. Where an emergency orders it,
 * which gate that is can be chosen, and not until when.
 */
export async function startSingleEntrance(
  { gates, entrances }: SingleEntrancePorts,
  input: Input & {
    readonly mainGate: GateId;
    readonly until?: number | undefined;
    version: number;
  },
): Promise<{ version: number } | Failure> {
  if (mayNot(input)) return fail('not_permitted');
  const { compoundId, mainGate, until, now, version } = input;
  if (until !== undefined && until <= now) return fail('invalid_input', { field: 'until' });
  const [record, standing] = await Promise.all([
    entrances.find(compoundId),
    gates.listGates(compoundId),
  ]);
  const main = standing.find(({ gateId }) => gateId === mainGate);
  if (main === undefined) return fail('invalid_input', { field: 'mainGate' });
  const holder = heldBy(record, now);
  const last = holder === undefined ? until : record?.until;
  const end = last === undefined ? {} : { until: last };
  const closed = { since: now, mainGate: main.rules.name, ...end };
  const outcome = await entrances.change(
    {
      compoundId,
      state: 'on',
      mainGate,
      mainGateName: main.rules.name,
      since: now,
      ...end,
      ...(holder === undefined ? {} : { heldBy: holder }),
      version: version + 1,
      audit: factsFor(input),
    },
    standing.map((gate) => closingOf(gate, now, gate.gateId === mainGate ? undefined : closed)),
  );
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}

/** Every gate is open again, unless an emergency orders one entrance. */
export async function endSingleEntrance(
  { gates, entrances }: SingleEntrancePorts,
  input: Input & { readonly version: number },
): Promise<{ version: number } | Failure> {
  if (mayNot(input)) return fail('not_permitted');
  const { compoundId, now, version } = input;
  const [record, standing] = await Promise.all([
    entrances.find(compoundId),
    gates.listGates(compoundId),
  ]);
  if (record === undefined || record.version !== version) return fail('state_conflict');
  if (heldBy(record, now) !== undefined) return fail('ordered_by_emergency');
  const { heldBy: _, ...left } = record;
  const outcome = await entrances.change(
    { ...left, state: 'off', version: version + 1, audit: factsFor(input) },
    standing.map((gate) => closingOf(gate, now, undefined)),
  );
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}

const factsFor = ({ actor, compoundId, now }: Input) =>
  factsOf(actor, { action: 'single_entrance.set', place: compoundId, purpose: 'places', now });
