import { queryClient } from '../app/queries.ts';

export const REGISTER = 'register';
export const RESIDENT = 'register-resident';
export const JOIN_REQUESTS = 'join-requests';

/** Has every list of people say what has just changed. */
export async function readRegisterAnew(): Promise<void> {
  await Promise.all(
    [REGISTER, RESIDENT, JOIN_REQUESTS].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );
}
