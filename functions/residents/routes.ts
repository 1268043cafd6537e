import {
  answerNumberQuestion as answerEndpoint,
  decideNumberQuestion as decideEndpoint,
  listNumberQuestions as listEndpoint,
} from '../../shared/messages/number-questions.ts';
import { readHousehold as readHouseholdEndpoint } from '../../shared/messages/sign-in.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AnswerNumberQuestionPorts, answerNumberQuestion } from './answer-number-question.ts';
import { listNumberQuestions } from './list-number-questions.ts';
import { type ReadHouseholdPorts, readHousehold } from './read-household.ts';

export type ResidentRoutesDeps = ReadHouseholdPorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
};

export function mountResidentRoutes(app: App, deps: ResidentRoutesDeps): void {
  mountRoute(app, {
    endpoint: readHouseholdEndpoint,
    action: 'household.read',
    authenticate: deps.authenticate,
    handle: ({ actor, now }) => readHousehold(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: answerEndpoint,
    action: 'number_question.answer',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      answerNumberQuestion(deps, { actor, residentId: params.residentId, request: body, now }),
  });
}

export type NumberQuestionRoutesDeps = AnswerNumberQuestionPorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** What a manager does about numbers that were silent for long. */
export function mountNumberQuestionRoutes(app: App, deps: NumberQuestionRoutesDeps): void {
  mountRoute(app, {
    endpoint: listEndpoint,
    action: 'number_question.list',
    authenticate: deps.authenticate,
    handle: ({ params, actor, now }) =>
      listNumberQuestions(deps, { actor, compoundId: params.compoundId, now }),
  });
  mountRoute(app, {
    endpoint: decideEndpoint,
    action: 'number_question.decide',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      answerNumberQuestion(deps, { actor, residentId: params.residentId, request: body, now }),
  });
}
