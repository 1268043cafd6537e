import { computed, ref } from 'vue';
import { APPOINTS, mayEndGrant, placeKindOf } from '../../../shared/appointments.ts';
import type { CompoundId, PlaceId } from '../../../shared/ids.ts';
import { type HeldGrant, listGrants } from '../../../shared/messages/grants.ts';
import { readCompoundPlaces } from '../../../shared/messages/places.ts';
import { ROLE_RULES, ROLES, type Role } from '../../../shared/roles.ts';
import { useCompound } from '../app/compound.ts';
import { now } from '../app/now.ts';
import { countsIn } from '../app/own-roles.ts';
import { useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

export const GRANTS = 'grants';

export const isRunning = ({ until, endedAt }: HeldGrant): boolean =>
  endedAt === undefined && now.value < until;

/** The roles at the compound that is shown, and what the reader may do about them. */
export function useGrants() {
  const { place, roles, may, widePlaces } = useCompound();
  /** The compound, or a street or community of one's own. */
  const chosen = ref<PlaceId>();
  const shown = computed((): PlaceId | undefined => chosen.value ?? place.value?.compoundId);
  const asked = useAnswer({
    key: () => [GRANTS, shown.value],
    when: () => shown.value !== undefined && may('grant.list'),
    ask: () => api.call(listGrants, { params: { placeId: shown.value ?? '' } }),
  });
  const within = computed(() => asked.answer.value?.within ?? []);
  const around = computed(() => within.value.map(({ placeId }) => placeId));
  const isCompound = computed(
    () => shown.value !== undefined && placeKindOf(shown.value) === 'compound',
  );
  const tree = useAnswer({
    key: () => ['places', shown.value],
    when: () => isCompound.value && may('place.read'),
    ask: () => api.call(readCompoundPlaces, { params: { compoundId: String(shown.value) } }),
  });

  /** One's own roles that count at the place shown. */
  const own = computed(() =>
    roles.value.filter(
      (held) =>
        around.value.includes(held.node) ||
        // cast: what is shown has just been found to be a compound
        (isCompound.value && countsIn(held, shown.value as CompoundId)),
    ),
  );
  const appointable = computed((): Role[] => {
    const given = new Set(own.value.flatMap(({ role }) => APPOINTS[role] ?? []));
    return ROLES.filter((role) => given.has(role) && placesFor(role).length > 0);
  });

  /** Where a role can be given, of what is shown. */
  function placesFor(role: Role): { placeId: PlaceId; name: string }[] {
    const kinds: readonly string[] = ROLE_RULES[role].at;
    const here = within.value.filter(({ placeId }) => placeId === shown.value);
    const { grids = [], buildings = [] } = tree.answer.value ?? {};
    const inside = [
      ...grids.map(({ gridId, name }) => ({ placeId: gridId, name })),
      ...buildings.map(({ buildingId, label }) => ({ placeId: buildingId, name: label })),
    ];
    return [...here, ...inside].filter(({ placeId }) => kinds.includes(placeKindOf(placeId)));
  }

  const names = computed(() => {
    const { grids = [], buildings = [] } = tree.answer.value ?? {};
    return [
      ...within.value,
      ...grids.map(({ gridId, name }) => ({ placeId: gridId, name })),
      ...buildings.map(({ buildingId, label }) => ({ placeId: buildingId, name: label })),
    ];
  });

  return {
    ...asked,
    shown,
    chosen,
    within,
    around,
    names,
    own,
    grants: computed(() => asked.answer.value?.grants ?? []),
    widePlaces: computed(() => widePlaces('grant.list')),
    appointable,
    placesFor,
    mayEnd: (grant: HeldGrant): boolean =>
      isRunning(grant) && mayEndGrant(own.value, grant, [...around.value, grant.node], now.value),
  };
}
