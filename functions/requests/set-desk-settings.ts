import type { RequestType } from '../../shared/desk/request-types.ts';
import type { DeskSettings } from '../../shared/messages/desk-settings.ts';
import { mayAct } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskListInput, DeskListPorts } from './desk-list.ts';

const areUnique = (all: readonly string[]): boolean => new Set(all).size === all.length;

/** Fields of different names, and something to choose from where one chooses. */
const isWhole = ({ fields }: RequestType): boolean =>
  areUnique(fields.map(({ field }) => field)) &&
  fields.every(({ kind, choices = [] }) => kind !== 'choice' || choices.length > 0);

/** Changes what can be asked for and when the desk works; what is asked already goes on as it was. */
export async function setDeskSettings(
  { settings }: Pick<DeskListPorts, 'settings'>,
  {
    actor,
    compoundId,
    now,
    change: { types, calendar, version: seen },
  }: DeskListInput & { readonly change: DeskSettings },
): Promise<{ version: number } | Failure> {
  const action = 'desk_settings.edit';
  if (!mayAct(actor, action, compoundId, now)) return fail('not_permitted');
  const isRight = areUnique(types.map(({ typeId }) => typeId)) && types.every(isWhole);
  if (!isRight) return fail('invalid_input', { field: 'types' });
  const version = seen + 1;
  const facts = factsOf(actor, { action, place: compoundId, purpose: 'service_desk', now });
  const outcome = await settings.setSettings(compoundId, { types, calendar, version }, facts);
  return outcome === 'set' ? { version } : fail('state_conflict');
}
