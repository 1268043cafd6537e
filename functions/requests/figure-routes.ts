import type { CompoundId } from '../../shared/ids.ts';
import * as messages from '../../shared/messages/desk-figures.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { readDeskFigures, readScoreboard } from './read-figures.ts';
import type { RequestStore } from './request-store.ts';

type Ports = { readonly requests: Pick<RequestStore, 'listDone' | 'listOpen'> };

/** Anybody may ask, as often as they like: counted anew no more often than this. */
const COUNTED_EVERY_MS = 60_000;
const MOST_COMPOUNDS_KEPT = 200;

/** What anybody may know of the desk. */
export function mountScoreboardRoutes(
  app: App,
  ports: Ports & { readonly compounds: Pick<CompoundStore, 'findCompound'> },
): void {
  type Counted = Promise<messages.Scoreboard | Failure>;
  const kept = new Map<CompoundId, { at: number; counted: Counted }>();
  const scoreboard = (compoundId: CompoundId, now: number): Counted => {
    const known = kept.get(compoundId);
    if (known !== undefined && now - known.at < COUNTED_EVERY_MS && now >= known.at)
      return known.counted;
    const counted = readScoreboard(ports, { compoundId, now });
    counted.catch(() => kept.delete(compoundId));
    if (kept.size >= MOST_COMPOUNDS_KEPT) kept.clear();
    kept.set(compoundId, { at: now, counted });
    return counted;
  };
  mountRoute(app, {
    endpoint: messages.readScoreboard,
    action: 'scoreboard.read',
    authenticate: authenticateAnyone,
    handle: ({ params: { compoundId }, now }) => scoreboard(compoundId, now),
  });
}

export function mountDeskFigureRoutes(
  app: App,
  deps: Ports & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  },
): void {
  mountRoute(app, {
    endpoint: messages.readDeskFigures,
    action: 'desk_figures.read',
    authenticate: deps.authenticate,
    handle: ({ params, actor, now }) => readDeskFigures(deps, { actor, ...params, now }),
  });
}
