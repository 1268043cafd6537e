import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { AnswerNumberQuestionRequest } from '../../shared/messages/number-questions.ts';
import { mayAct, type ResidentActor, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { livesThere, mayAnswer } from './number-question.ts';
import type { NumberQuestionStore } from './number-question-store.ts';
import type { Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type AnswerNumberQuestionPorts = {
  readonly residents: Pick<ResidentStore, 'findResident' | 'findResidents'>;
  readonly questions: NumberQuestionStore;
};

export type AnswerNumberQuestionInput = {
  readonly actor: ResidentActor | StaffActor;
  readonly residentId: ResidentId;
  readonly request: AnswerNumberQuestionRequest;
  readonly now: number;
};

async function isTheirMatter(
  { residents, questions }: AnswerNumberQuestionPorts,
  actor: ResidentActor,
  { asked, now }: { readonly asked: Resident; readonly now: number },
): Promise<boolean> {
  const [own, standing] = await Promise.all([
    residents.findResidents(actor.residentIds),
    questions.listOfHouse(asked.houseId),
  ]);
  const question = standing.find(({ residentId }) => residentId === asked.residentId);
  const answering = { accountId: actor.accountId, residents: own };
  // Where nothing is asked any more, whoever could have been is told that it is over.
  if (question === undefined) return livesThere(asked, answering);
  return mayAnswer(question, asked, answering, now);
}

/** Says whether a number that was silent for long is still this resident's. The first answer counts. */
export async function answerNumberQuestion(
  ports: AnswerNumberQuestionPorts,
  { actor, residentId, request, now }: AnswerNumberQuestionInput,
): Promise<undefined | Failure> {
  const isStaff = actor.kind === 'staff';
  if (isStaff && !mayAct(actor, 'number_question.decide', compoundOf(residentId), now)) {
    return fail('not_permitted');
  }
  const asked = await ports.residents.findResident(residentId);
  if (asked === undefined) return fail(isStaff ? 'not_found' : 'not_permitted');
  if (!isStaff && !(await isTheirMatter(ports, actor, { asked, now }))) {
    return fail('not_permitted');
  }
  const { since, isTheirs } = request;
  const audit = factsOf(actor, {
    action: isStaff ? 'number_question.decide' : 'number_question.answer',
    place: compoundOf(residentId),
    purpose: isStaff ? 'register' : 'own_record',
    now,
  });
  const outcome = await ports.questions.answer(asked, since, { isTheirs, audit });
  return outcome === 'gone' ? fail('state_conflict') : undefined;
}
