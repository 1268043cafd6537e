import type { Alert } from '../../shared/messages/alerts.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { type EmergencyHere, specimensOf } from '../emergencies/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { ResidentStore } from '../residents/index.ts';
import type { StoredAlert } from './alert.ts';

export type ShownAlertPorts = {
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
};

/** Alerts as whoever sees to them reads them: by name and house, as far as they still live there. */
export async function shownAlerts(
  { residents, compounds }: ShownAlertPorts,
  here: EmergencyHere,
  { alerts, actor }: { readonly alerts: readonly StoredAlert[]; readonly actor: StaffActor },
): Promise<readonly Alert[]> {
  const ids = [...new Set(alerts.map(({ residentId }) => residentId))];
  if (ids.length === 0) return [];
  const people = new Map(
    (await residents.findResidents(ids)).map((person) => [person.residentId, person]),
  );
  const ofDrill = here.mode === 'drill' ? specimensOf(here) : [];
  const specimens = new Map(ofDrill.map((one) => [one.residentId, one.maskedName]));
  const homes = [...people.values()].map(({ houseId }) => houseId);
  const { houses } = await compounds.findPlaces([], [...new Set(homes)]);
  const labels = new Map(houses.map(({ houseId, label }) => [houseId, label]));
  return alerts.map(({ changeId, residentId, value, at, state, level, acknowledged }) => {
    const person = people.get(residentId);
    return {
      changeId,
      residentId,
      maskedName: person?.maskedName ?? specimens.get(residentId) ?? '',
      houseLabel: (person && labels.get(person.houseId)) ?? '',
      value,
      at,
      state,
      level,
      ...(acknowledged === undefined ? {} : { acknowledgedAt: acknowledged.at }),
      byMe: acknowledged?.by === actor.staffId,
    };
  });
}
