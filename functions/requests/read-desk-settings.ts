import type { DeskSettings } from '../../shared/messages/desk-settings.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskListInput, DeskListPorts } from './desk-list.ts';
import { rolesInCompound } from './workers.ts';

/** What can be asked for, by when it is due, and when the desk works. */
export async function readDeskSettings(
  { settings }: Pick<DeskListPorts, 'settings'>,
  { actor, compoundId, now }: DeskListInput,
): Promise<DeskSettings | Failure> {
  if (rolesInCompound(actor.grants, compoundId, now).length === 0) return fail('not_permitted');
  return settings.readSettings(compoundId);
}
