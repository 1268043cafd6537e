import type { PlaceId } from './ids.ts';
import { type Action, PERMISSIONS } from './permissions.ts';
import type { Role } from './roles.ts';

type Held = { readonly role: Role; readonly node: PlaceId; readonly until: number };

/** The roles that an action asks for; undefined where it asks for none. */
export const rolesFor = (action: Action): readonly Role[] | undefined => {
  const permission: { actor: string; staff?: readonly Role[] } = PERMISSIONS[action];
  return permission.staff;
};

/** Why somebody may do something at a place, or why not. */
export type Explanation<Grant> =
  | { readonly allowed: true; readonly by: Grant }
  /** They hold a role that may, but it has ended, or it is at another place. */
  | { readonly allowed: false; readonly because: 'ended' | 'other_place'; readonly by: Grant }
  | { readonly allowed: false; readonly because: 'no_role' };

/**
 * Whether these grants permit an action at a place, and by which of them: the server decides by
 * this, and the console shows it.
 * @param within the place and every wider one around it
 */
export function explainPermission<Grant extends Held>(
  grants: readonly Grant[],
  action: Action,
  within: readonly PlaceId[],
  nowMs: number,
): Explanation<Grant> {
  const roles = rolesFor(action) ?? [];
  const able = grants.filter(({ role }) => roles.includes(role));
  const here = able.filter(({ node }) => within.includes(node));
  const [running] = here.filter(({ until }) => nowMs < until);
  if (running !== undefined) return { allowed: true, by: running };
  const [ended] = here;
  if (ended !== undefined) return { allowed: false, because: 'ended', by: ended };
  const [elsewhere] = able;
  if (elsewhere !== undefined) return { allowed: false, because: 'other_place', by: elsewhere };
  return { allowed: false, because: 'no_role' };
}
