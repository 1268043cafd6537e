/** What everybody asks for alike, so that the edge may keep it. */
export const KEY_SET = '/.well-known/';

/** Which function answers which path: once, for the edge in the cloud and the server on one machine. */
export const FUNCTION_PATHS = [
  // Before the resident's and the manager's, whose beginnings they share.
  { prefix: '/api/v1/resident/photos/', answeredBy: 'photos' },
  { prefix: '/api/v1/manager/photos/', answeredBy: 'photos' },
  { prefix: '/api/v1/resident/arrivals/', answeredBy: 'arrivals' },
  { prefix: '/api/v1/visits/', answeredBy: 'arrivals' },
  { prefix: '/api/v1/arrivals/', answeredBy: 'arrivals' },
  { prefix: '/api/v1/resident/', answeredBy: 'resident' },
  { prefix: '/api/v1/emergencies/', answeredBy: 'resident' },
  // A gate's screen, and the code on it, whichever letters a scanner writes.
  { prefix: '/api/v1/screens/', answeredBy: 'resident' },
  { prefix: '/G/', answeredBy: 'resident' },
  { prefix: '/g/', answeredBy: 'resident' },
  { prefix: '/api/v1/guard/', answeredBy: 'guard' },
  { prefix: '/api/v1/gates/', answeredBy: 'guard' },
  // Before the manager's, whose beginning it shares.
  { prefix: '/api/v1/manager/rosters/', answeredBy: 'roster' },
  { prefix: '/api/v1/manager/doors/', answeredBy: 'doors' },
  { prefix: '/api/v1/doors/', answeredBy: 'doors' },
  { prefix: '/api/v1/manager/', answeredBy: 'manager' },
  { prefix: KEY_SET, answeredBy: 'keys' },
] as const;

export type FunctionName = (typeof FUNCTION_PATHS)[number]['answeredBy'];

export function functionFor(path: string): FunctionName | undefined {
  return FUNCTION_PATHS.find(({ prefix }) => path.startsWith(prefix))?.answeredBy;
}

/** The one path below /api/ that is a file, made by the build and served as the pages are. */
export const API_DESCRIPTION = '/api/openapi.json';
