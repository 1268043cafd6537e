import { type CompoundId, compoundOf, type ResidentId } from '../../shared/ids.ts';
import { CARD_REFUSALS, type IssuedCards } from '../../shared/messages/cards.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { issueCard } from './issue-card.ts';
import type { IssuePassPorts } from './issue-pass.ts';

export type IssueCardsInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly residentIds: readonly ResidentId[];
  readonly now: number;
};

/** Few enough that the compound's signatures and writes are no crowd. */
const AT_A_TIME = 5;

const refusalOf = ({ failure }: Failure) =>
  CARD_REFUSALS.find((known) => known === failure) ?? 'fault';

/**
 * A card for each of these residents, or why not, in the order asked. One refusal stops no other;
 * asked again, everybody has the card that they got.
 */
export async function issueCards(
  ports: IssuePassPorts,
  { actor, compoundId, residentIds, now }: IssueCardsInput,
): Promise<IssuedCards | Failure> {
  if (!mayAct(actor, 'card.issue', compoundId, now)) return fail('not_permitted');
  const stranger = residentIds.findIndex((id) => compoundOf(id) !== compoundId);
  if (stranger >= 0) return fail('invalid_input', { field: `residentIds.${stranger}` });

  const results: IssuedCards['results'] = [];
  for (let start = 0; start < residentIds.length; start += AT_A_TIME) {
    const group = residentIds.slice(start, start + AT_A_TIME);
    const answered = group.map(async (residentId) => {
      const card = await issueCard(ports, { actor, residentId, now });
      return isFailure(card) ? { residentId, refused: refusalOf(card) } : { residentId, card };
    });
    results.push(...(await Promise.all(answered)));
  }
  return { results };
}
