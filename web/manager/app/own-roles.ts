import { computed } from 'vue';
import { type CompoundId, compoundOf, type PlaceId } from '../../../shared/ids.ts';
import { rolesFor } from '../../../shared/may-act.ts';
import { readOwnRoles } from '../../../shared/messages/grants.ts';
import type { Action } from '../../../shared/permissions.ts';
import type { Role } from '../../../shared/roles.ts';
import { useAnswer } from './queries.ts';
import { api } from './session.ts';

export const OWN_ROLES = ['me'];

type OwnRole = { readonly role: Role; readonly node: PlaceId; readonly until: number };

const isWide = (node: PlaceId): boolean => /^(str|com)_/.test(node);
/** Whether a role counts in this compound or in a part of it. */
export function countsIn({ node }: OwnRole, compoundId: CompoundId): boolean {
  // cast: what is neither a street nor a community belongs to a compound
  return isWide(node) || compoundOf(node as CompoundId) === compoundId;
}

/** What whoever is signed in may do, and the compounds where it counts. The server decides again. */
export function useOwnRoles() {
  const asked = useAnswer({
    key: OWN_ROLES,
    ask: () => api.call(readOwnRoles),
    kept: readOwnRoles.answer,
  });
  const roles = computed((): readonly OwnRole[] => asked.answer.value?.roles ?? []);
  return {
    ...asked,
    roles,
    compounds: computed(() => asked.answer.value?.compounds ?? []),
    /** Whether one of the roles permits this, in the compound or in a part of it. */
    mayIn: (action: Action, compoundId: CompoundId | undefined): boolean =>
      roles.value.some(
        (held) =>
          (compoundId === undefined || countsIn(held, compoundId)) &&
          (rolesFor(action)?.includes(held.role) ?? false),
      ),
    /** The streets and communities where one of the roles permits it. */
    widePlaces: (action: Action): PlaceId[] =>
      roles.value
        .filter(({ role, node }) => isWide(node) && rolesFor(action)?.includes(role))
        .map(({ node }) => node),
  };
}
