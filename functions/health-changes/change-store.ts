import type { CompoundId, HealthChangeId } from '../../shared/ids.ts';
import type { KeyOf } from '../emergencies/index.ts';
import type { AppealEntry, HealthCall, Proposal } from './proposal.ts';

/** An emergency in one of its compounds. */
export type Acting = KeyOf & { readonly compoundId: CompoundId };

/** Proposals, calls and appeals of an emergency, each sealed under its key. */
export interface ChangeStore {
  findProposal(here: Acting, proposal: HealthChangeId): Promise<Proposal | undefined>;
  /** Newest first. */
  listProposals(here: Acting): Promise<readonly Proposal[]>;
  /**
   * Puts a proposal in the place of the version before it.
   * @returns what stands there instead where somebody was first
   */
  putProposal(here: Acting, proposal: Proposal): Promise<'put' | Proposal | undefined>;

  findCall(here: Acting, change: HealthChangeId): Promise<HealthCall | undefined>;
  /** The first due first; those that are done too. */
  listCalls(here: Acting): Promise<readonly HealthCall[]>;
  /** As for proposals. */
  putCall(here: Acting, call: HealthCall): Promise<'put' | HealthCall | undefined>;

  /** The same again changes nothing. */
  noteAppeal(here: Acting, appeal: AppealEntry): Promise<void>;
  findAppeal(here: Acting, change: HealthChangeId): Promise<AppealEntry | undefined>;
  /** The oldest first. */
  listAppeals(here: Acting): Promise<readonly AppealEntry[]>;
  forgetAppeal(here: Acting, change: HealthChangeId): Promise<void>;
}
