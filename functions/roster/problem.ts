import type { RosterProblemCode } from '../../shared/messages/rosters.ts';

/** What is wrong with a cell, and what of it helps to say so. */
export type Problem = { readonly problem: RosterProblemCode; readonly detail?: string };

export const problemOf = (problem: RosterProblemCode, detail?: string): Problem =>
  detail === undefined ? { problem } : { problem, detail };

export const isProblem = (read: unknown): read is Problem =>
  typeof read === 'object' && read !== null && 'problem' in read;
