import type { CompoundId, HealthChangeId } from '../../shared/ids.ts';
import * as messages from '../../shared/messages/health-changes.ts';
import * as feeds from '../../shared/messages/health-feeds.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AnswerAppealPorts, answerAppeal } from './answer-appeal.ts';
import { type AppealOwnChangePorts, appealOwnChange } from './appeal-own-change.ts';
import { type ApproveChangePorts, approveChange } from './approve-change.ts';
import { type DecideChangePorts, decideChange } from './decide-change.ts';
import { type DecideStoppedFeedPorts, decideStoppedFeed } from './decide-stopped-feed.ts';
import {
  type ListAppealsPorts,
  type ListCallsPorts,
  listAppeals,
  listCalls,
} from './list-calls.ts';
import { type ListChangesPorts, listChanges } from './list-changes.ts';
import { type ListStoppedFeedsPorts, listStoppedFeeds } from './list-stopped-feeds.ts';
import type { Proposal } from './proposal.ts';
import { type ProposeChangePorts, proposeChange } from './propose-change.ts';
import { type ReadOwnHealthPorts, readOwnHealth } from './read-own-health.ts';
import { type RecordCallPorts, recordCall } from './record-call.ts';

type Authenticate<Who> = {
  readonly authenticate: (request: IncomingRequest) => Promise<Who | Failure>;
};
export type OwnHealthChangeRoutesDeps = ReadOwnHealthPorts &
  AppealOwnChangePorts &
  Authenticate<ResidentActor>;
export type HealthChangeRoutesDeps = ProposeChangePorts &
  DecideChangePorts &
  ApproveChangePorts &
  ListChangesPorts &
  ListCallsPorts &
  ListAppealsPorts &
  RecordCallPorts &
  AnswerAppealPorts &
  ListStoppedFeedsPorts &
  DecideStoppedFeedPorts &
  Authenticate<StaffActor>;

/** What a resident sees of their own status, and says against it. */
export function mountOwnHealthChangeRoutes(app: App, deps: OwnHealthChangeRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readOwnHealth,
    action: 'own_health.read',
    authenticate,
    handle: ({ params, actor, now }) => readOwnHealth(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.appealOwnChange,
    action: 'own_health.appeal',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      appealOwnChange(deps, { actor, ...params, ...body, now }),
  });
}

const decided = ({
  compoundId,
  changeId,
}: {
  compoundId: CompoundId;
  changeId: HealthChangeId;
}) => ({
  compoundId,
  proposalId: changeId,
});
const outcomeOf = (proposal: Proposal | Failure) =>
  isFailure(proposal) ? proposal : { state: proposal.state, stopped: proposal.stopped };

/** How offices change a status together, tell of it, and answer for it. */
export function mountHealthChangeRoutes(app: App, deps: HealthChangeRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.listChanges,
    action: 'health_change.decide',
    authenticate,
    handle: ({ params, actor, now }) => listChanges(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.proposeChange,
    action: 'health_change.propose',
    authenticate,
    handle: async ({ params, body, actor, now }) => {
      const proposal = await proposeChange(deps, { actor, ...params, ...body, now });
      return isFailure(proposal) ? proposal : { proposalId: proposal.proposalId };
    },
  });
  mountRoute(app, {
    endpoint: messages.decideChange,
    action: 'health_change.decide',
    authenticate,
    handle: async ({ params, body, actor, now }) =>
      outcomeOf(await decideChange(deps, { actor, ...decided(params), ...body, now })),
  });
  mountRoute(app, {
    endpoint: messages.approveChange,
    action: 'health_change.approve',
    authenticate,
    handle: async ({ params, body, actor, now }) =>
      outcomeOf(await approveChange(deps, { actor, ...decided(params), ...body, now })),
  });
  mountRoute(app, {
    endpoint: feeds.listStoppedFeeds,
    action: 'health_change.decide',
    authenticate,
    handle: ({ params, actor, now }) => listStoppedFeeds(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: feeds.decideStoppedFeed,
    action: 'health_feed.approve',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      decideStoppedFeed(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listHealthCalls,
    action: 'health_call.record',
    authenticate,
    handle: ({ params, actor, now }) => listCalls(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.recordHealthCall,
    action: 'health_call.record',
    authenticate,
    handle: ({ params, body, actor, now }) => recordCall(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listHealthAppeals,
    action: 'appeal.answer',
    authenticate,
    handle: ({ params, actor, now }) => listAppeals(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.answerHealthAppeal,
    action: 'appeal.answer',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      answerAppeal(deps, { actor, ...params, ...body, now }),
  });
}
