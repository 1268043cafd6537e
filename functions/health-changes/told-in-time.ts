import type { StatusChange } from '../health/index.ts';

/** Whether somebody still has to be told of a change, and can be in time. */
export const mustBeTold = ({ tellBy, told, takenBackAt }: StatusChange, now: number): boolean =>
  tellBy !== undefined && now < tellBy && told === undefined && takenBackAt === undefined;

/** Whether nobody answered for a change in time: not told of it, or their appeal unanswered. */
export function isUnanswered({ tellBy, told, appeal, takenBackAt }: StatusChange, now: number) {
  if (takenBackAt !== undefined) return false;
  const isUntold = tellBy !== undefined && told === undefined && tellBy <= now;
  const isSilent = appeal !== undefined && appeal.answered === undefined && appeal.answerBy <= now;
  return isUntold || isSilent;
}

/** Whether somebody may say now that a change is wrong: once, of one that made it worse. */
export const mayAppeal = (change: StatusChange, now: number): boolean =>
  change.tellBy !== undefined &&
  change.appeal === undefined &&
  change.takenBackAt === undefined &&
  !isUnanswered(change, now);
