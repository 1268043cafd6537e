import type { CompoundId, EmergencyId } from '../../shared/ids.ts';
import { systemFacts } from '../platform/audit.ts';
import { closingOf } from './gate-closing.ts';
import type { GateStore } from './gate-store.ts';
import { isOn } from './single-entrance.ts';
import type { SingleEntranceStore } from './single-entrance-store.ts';

export type HoldSingleEntrancePorts = {
  readonly gates: Pick<GateStore, 'listGates'>;
  readonly entrances: Pick<SingleEntranceStore, 'find' | 'change'>;
};
type Held = { readonly compoundId: CompoundId; readonly emergencyId: EmergencyId };

/** Each try loses to somebody who chose another main gate. */
const MOST_TRIES = 3;
const factsOf = (now: number, place: CompoundId) => ({
  ...systemFacts('single_entrance.set', now),
  place,
});

/**
 * A compound has a single entrance as long as an emergency orders it: the main gate that it had, or
 * had last, else its first. One that somebody has set already stands as it is, and is theirs to end.
 */
export async function holdSingleEntrance(
  { gates, entrances }: HoldSingleEntrancePorts,
  { compoundId, emergencyId, until, now }: Held & { readonly until: number; readonly now: number },
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [record, standing] = await Promise.all([
      entrances.find(compoundId),
      gates.listGates(compoundId),
    ]);
    const main = standing.find(({ gateId }) => gateId === record?.mainGate) ?? standing[0];
    if (main === undefined) return;
    const isHeld = record?.heldBy === emergencyId;
    if (isOn(record, now) && (!isHeld || record.until === until)) return;
    const since = isHeld && isOn(record, now) ? record.since : now;
    const closed = { since, until, mainGate: main.rules.name };
    const outcome = await entrances.change(
      {
        compoundId,
        state: 'on',
        mainGate: main.gateId,
        mainGateName: main.rules.name,
        since,
        until,
        heldBy: emergencyId,
        version: (record?.version ?? 0) + 1,
        audit: factsOf(now, compoundId),
      },
      standing.map((gate) => closingOf(gate, now, gate === main ? undefined : closed)),
    );
    if (outcome === 'changed') return;
  }
}

/** Every gate is open again that was closed because this emergency ordered it. */
export async function releaseSingleEntrance(
  { gates, entrances }: HoldSingleEntrancePorts,
  { compoundId, emergencyId, now }: Held & { readonly now: number },
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [record, standing] = await Promise.all([
      entrances.find(compoundId),
      gates.listGates(compoundId),
    ]);
    if (record?.heldBy !== emergencyId) return;
    const { heldBy: _, ...left } = record;
    const outcome = await entrances.change(
      {
        ...left,
        state: 'off',
        version: record.version + 1,
        audit: factsOf(now, compoundId),
      },
      standing.map((gate) => closingOf(gate, now, undefined)),
    );
    if (outcome === 'changed') return;
  }
}
