import type { CompoundId } from '../../shared/ids.ts';
import type { NumberQuestions } from '../../shared/messages/number-questions.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { NumberQuestionStore } from './number-question-store.ts';

/** The numbers of a compound that were silent for long and are used now, the longest waiting first. */
export async function listNumberQuestions(
  { questions }: { readonly questions: NumberQuestionStore },
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<NumberQuestions | Failure> {
  if (!mayAct(actor, 'number_question.list', compoundId, now)) return fail('not_permitted');
  const open = await questions.listOfCompound(compoundId);
  return { questions: open.toSorted((one, other) => one.since - other.since) };
}
