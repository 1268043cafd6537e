import type { BuildingId, CompoundId } from '../../shared/ids.ts';
import type { AlertDesk, BuildingCount } from '../../shared/messages/alerts.ts';
import { buildingLabel, type CompoundStore } from '../compounds/index.ts';
import { type EmergencyHere, type EmergencyStore, emergencyOrDrill } from '../emergencies/index.ts';
import type { HealthRecordStore, StandingRow } from '../health/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { AlertStore } from './alert-store.ts';
import type { DigestStore } from './digest-store.ts';
import { type ShownAlertPorts, shownAlerts } from './shown-alert.ts';

export type AlertDeskPorts = ShownAlertPorts & {
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly records: Pick<HealthRecordStore, 'listStanding'>;
  readonly alerts: Pick<AlertStore, 'list'>;
  readonly digests: Pick<DigestStore, 'list'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces' | 'findCompound'>;
};

/** More than anybody sees to in a day. */
const MOST_SHOWN = 100;
const A_WEEK = 7;

/** What whoever is on duty works from: who waits to be seen to, where people are affected, the mornings. */
export async function readAlertDesk(
  ports: AlertDeskPorts,
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<AlertDesk | Failure> {
  if (!mayAct(actor, 'alert.read', compoundId, now)) return fail('not_permitted');
  const here = await emergencyOrDrill(ports.emergencies, compoundId, now);
  if (here === undefined) return fail('no_emergency');
  const [raised, standing, digests, compound] = await Promise.all([
    ports.alerts.list(here),
    ports.records.listStanding(here),
    ports.digests.list(here, A_WEEK),
    ports.compounds.findCompound(compoundId),
  ]);
  if (compound === undefined) return fail('not_found');
  const labelOf = (building: BuildingId) =>
    buildingLabel(Number(building.split('_')[2]), compound.buildingWord);
  const waiting = raised.filter(({ state }) => state === 'new');
  const seenTo = raised.filter(({ state }) => state !== 'new');
  const shown = [...waiting, ...seenTo].slice(0, MOST_SHOWN);
  return {
    values: here.rules.values
      .map(({ value, words, severity }) => ({ value, words, severity }))
      .sort((one, other) => one.severity - other.severity),
    ...(here.mode === 'drill' ? { drill: true as const } : {}),
    alerts: [...(await shownAlerts(ports, here, { alerts: shown, actor }))],
    buildings: countsByBuilding(here, standing, labelOf),
    digests: digests.map(({ buildings, ...digest }) => ({
      day: digest.day,
      from: digest.from,
      until: digest.until,
      changes: digest.changes,
      became: digest.became,
      buildings: buildings.map(({ buildingId, changes, worse }) => ({
        label: labelOf(buildingId),
        changes,
        worse,
      })),
      madeAt: digest.madeAt,
      late: digest.late,
    })),
  };
}

/** By the number of the house, the most severe value first. */
function countsByBuilding(
  { rules }: EmergencyHere,
  standing: readonly StandingRow[],
  labelOf: (building: BuildingId) => string,
): BuildingCount[] {
  const values = [...rules.values].sort((one, other) => other.severity - one.severity);
  const buildings = [...new Set(standing.map(({ buildingId }) => buildingId))];
  return buildings
    .sort((one, other) => Number(one.split('_')[2]) - Number(other.split('_')[2]))
    .map((buildingId) => {
      const people = standing.filter((row) => row.buildingId === buildingId);
      return {
        buildingId,
        label: labelOf(buildingId),
        standing: values
          .map(({ value }) => ({
            value,
            count: people.filter((row) => row.value === value).length,
          }))
          .filter(({ count }) => count > 0),
      };
    });
}
