/** Which function answers which path: once, for the edge in the cloud and the server on one machine. */
export const FUNCTION_PATHS = [
  // Before the resident's and the manager's, whose beginnings they share.
  { prefix: '/api/v1/resident/photos/', answeredBy: 'photos' },
  { prefix: '/api/v1/manager/photos/', answeredBy: 'photos' },
  { prefix: '/api/v1/resident/', answeredBy: 'resident' },
  { prefix: '/api/v1/emergencies/', answeredBy: 'resident' },
  { prefix: '/api/v1/guard/', answeredBy: 'guard' },
  { prefix: '/api/v1/gates/', answeredBy: 'guard' },
  // Before the manager's, whose beginning it shares.
  { prefix: '/api/v1/manager/rosters/', answeredBy: 'roster' },
  { prefix: '/api/v1/manager/', answeredBy: 'manager' },
  { prefix: '/.well-known/', answeredBy: 'keys' },
] as const;

export type FunctionName = (typeof FUNCTION_PATHS)[number]['answeredBy'];

export function functionFor(path: string): FunctionName | undefined {
  return FUNCTION_PATHS.find(({ prefix }) => path.startsWith(prefix))?.answeredBy;
}

/** The one path below /api/ that is a file, made by the build and served as the pages are. */
export const API_DESCRIPTION = '/api/openapi.json';
