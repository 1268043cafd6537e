import type { InvitationId, ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { StoredInvitation } from './invitation.ts';
import type { Visit } from './visit.ts';

/** Whose browser opens a link, and by what it is known at the gate. */
export type Opening = {
  readonly thumbprint: string;
  /** The visit as it will be: of one stay, or with one more. */
  readonly visit: Visit;
  /** The visit that this browser had already, as it was seen. */
  readonly seen: Visit | undefined;
  /** The keyed hash of its digits at this house. */
  readonly pinHash: string;
  readonly audit: AuditFacts;
};

export interface InvitationStore {
  /** As last acknowledged; not one that is gone. */
  findInvitation(id: InvitationId, now: number): Promise<StoredInvitation | undefined>;
  /** Keeps a new one. @returns what stands under its name already, where something does */
  keepInvitation(invitation: StoredInvitation): Promise<'kept' | StoredInvitation>;
  /** What somebody has invited to, the latest first; at most 100. */
  listInvitationsOf(host: ResidentId, now: number): Promise<readonly StoredInvitation[]>;
  /** Puts another state of it where nobody was first. @returns what stands there instead */
  changeInvitation(
    before: StoredInvitation,
    after: StoredInvitation,
  ): Promise<'changed' | StoredInvitation>;
  /**
   * Cancels it together with every visit that it lets in: from this write on none of them is.
   * @returns what stands there instead
   */
  cancelInvitation(
    before: StoredInvitation,
    after: StoredInvitation,
  ): Promise<'changed' | StoredInvitation>;
  /**
   * Ends the first phone's stay together with letting the second one take it over: what was used is
   * used.
   * @returns `again` where one of them has changed meanwhile
   */
  letSecondPhone(
    before: StoredInvitation,
    after: StoredInvitation,
    first: Visit,
  ): Promise<'changed' | 'again'>;
  /**
   * Opens it for a browser: counts the opening, keeps the visit, its key and its digits, all of it or
   * nothing. Of any number at the same time no more are let than it is for.
   * @returns `full` where it is, or over; `again` where the visit or its key has changed meanwhile
   */
  openInvitation(
    invitation: StoredInvitation,
    opening: Opening,
  ): Promise<'opened' | 'full' | 'again'>;
}
