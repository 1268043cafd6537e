import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Person } from './person.ts';

/** Whose inbox it is: by the session, of the page that it is for. */
export const personOf = ({ kind, accountId: account }: ResidentActor | StaffActor): Person => ({
  inbox: kind === 'staff' ? 'staff' : 'resident',
  account,
});
