import type { StoredRequest } from '../../../functions/requests/request.ts';
import type { RunDeskPorts } from '../../../functions/requests/run-desk.ts';

/** What a write meets on its way. */
type Fault = 'before' | 'after';

/** Requests and the rows of what is due, as the table and its stream keep them. */
export function requestsInMemory(...given: StoredRequest[]) {
  const items = new Map(given.map((request) => [request.requestId, request]));
  const faults: Fault[] = [];
  const requests: RunDeskPorts['requests'] = {
    listDue: async (_, until, most) =>
      [...items.values()]
        .flatMap(({ requestId, nextDue }) =>
          nextDue === undefined || nextDue.at > until ? [] : [{ requestId, at: nextDue.at }],
        )
        .sort((one, other) => one.at - other.at)
        .slice(0, most),
    findRequest: async (requestId) => items.get(requestId),
    changeRequest: async (before, after) => {
      const fault = faults.shift();
      if (fault === 'before') throw new Error('it was not written');
      const standing = items.get(before.requestId);
      if (standing !== undefined && standing.version !== before.version) return standing;
      items.set(before.requestId, after);
      if (fault === 'after') throw new Error('it was written, and nobody heard of it');
      return 'changed';
    },
  };
  return {
    requests,
    /** The next write fails. */
    failNext: (fault: Fault) => faults.push(fault),
    standing: (request: StoredRequest): StoredRequest => {
      const found = items.get(request.requestId);
      if (found === undefined) throw new TypeError('it was given');
      return found;
    },
  };
}
