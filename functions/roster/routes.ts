import {
  confirmRoster as confirmEndpoint,
  exportLedger as exportEndpoint,
  FILE_NAME_HEADER,
  listRosterDuplicates as listDuplicatesEndpoint,
  listRosterErrors as listErrorsEndpoint,
  listRosterImports as listImportsEndpoint,
  readRosterImport as readImportEndpoint,
  uploadRoster as uploadEndpoint,
  withdrawRoster as withdrawEndpoint,
} from '../../shared/messages/rosters.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ConfirmRosterPorts, confirmRoster } from './confirm-roster.ts';
import { type ExportLedgerPorts, exportLedger } from './export-ledger.ts';
import { listRosterImports } from './list-imports.ts';
import { type PreviewRosterPorts, previewRoster } from './preview-roster.ts';
import { listRosterDuplicates, listRosterErrors, readPreview } from './read-preview.ts';
import type { RosterStore } from './roster-store.ts';
import { withdrawRoster } from './withdraw-roster.ts';

export type RosterRoutesDeps = Omit<PreviewRosterPorts, 'rosters'> &
  Pick<ConfirmRosterPorts, 'places'> &
  ExportLedgerPorts & {
    readonly rosters: RosterStore;
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What is done with rosters, and the register written to a file. */
export function mountRosterRoutes(app: App, deps: RosterRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: uploadEndpoint,
    action: 'roster.import',
    authenticate,
    handle: ({ params, body: bytes, request, actor, now }) => {
      const fileName = request.header(FILE_NAME_HEADER);
      return previewRoster(deps, { actor, ...params, fileName, bytes, now });
    },
  });
  mountRoute(app, {
    endpoint: listImportsEndpoint,
    action: 'roster.import',
    authenticate,
    handle: ({ params, actor, now }) => listRosterImports(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: readImportEndpoint,
    action: 'roster.import',
    authenticate,
    handle: ({ params, actor, now }) => readPreview(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: listErrorsEndpoint,
    action: 'roster.import',
    authenticate,
    handle: ({ params, actor, now }) => listRosterErrors(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: listDuplicatesEndpoint,
    action: 'roster.import',
    authenticate,
    handle: ({ params, actor, now }) => listRosterDuplicates(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: confirmEndpoint,
    action: 'roster.import',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      confirmRoster(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: withdrawEndpoint,
    action: 'roster.import',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      withdrawRoster(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: exportEndpoint,
    action: 'ledger.export',
    authenticate,
    handle: ({ params, actor, now }) => exportLedger(deps, { actor, ...params, now }),
  });
}
