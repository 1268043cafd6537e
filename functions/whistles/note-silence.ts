import { isOpen } from '../../shared/desk/request-lifecycle.ts';
import type { CompoundId } from '../../shared/ids.ts';
import { systemFacts } from '../platform/audit.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { isFailure } from '../platform/failure.ts';
import type { RequestStore } from '../requests/index.ts';
import { callDueAt, overdue, type StoredWhistle, stateOf } from './whistle.ts';
import type { DueCall, WhistleStore } from './whistle-store.ts';

export type NoteSilencePorts = {
  readonly whistles: Pick<
    WhistleStore,
    'listDueCalls' | 'findWhistle' | 'changeWhistle' | 'dropDueCall'
  >;
  readonly requests: Pick<RequestStore, 'findRequest'>;
};

/** Of one compound in one run; the next takes up what is left. */
const MOST_IN_A_RUN = 200;
/** Others who were called answer meanwhile. */
const MOST_TRIES = 10;

/** Takes a department that let its time pass one step on, once, by one conditional write. */
async function noteOne(
  { whistles, requests }: NoteSilencePorts,
  call: DueCall,
  now: number,
): Promise<void> {
  const whistle = await whistles.findWhistle(call.whistleId, now);
  const request = whistle === undefined ? undefined : await requests.findRequest(whistle.requestId);
  // What is over needs nobody any more.
  if (whistle !== undefined && request !== undefined && isOpen(request.state)) {
    const after = await decideAgain(whistle, MOST_TRIES, {
      decide: (current) => afterItsTime(current, call, now),
      write: (before, noted) => whistles.changeWhistle(before, noted),
    });
    if (isFailure(after)) throw new Error('a whistle changes all the time');
  }
  await whistles.dropDueCall(call);
}

/** The same whistle where this time is none that somebody is waited for at. */
function afterItsTime(whistle: StoredWhistle, call: DueCall, now: number): StoredWhistle {
  const department = whistle.departments[call.department];
  const isAwaited = whistle.takenBack === undefined && department !== undefined;
  if (!isAwaited || callDueAt(department) !== call.at) return whistle;
  const after = overdue(department, now);
  const isSilent = stateOf(after) === 'silent';
  return {
    ...whistle,
    departments: whistle.departments.with(call.department, after),
    version: whistle.version + 1,
    audit: systemFacts(isSilent ? 'whistle.silent' : 'whistle.ask_again', now),
  };
}

/**
 * Every department whose time is over without a word: the time to answer by, the time that it said
 * it would come at, and two hours after it was asked again then. Run twice, late, or broken off between the
 * write and the end, each is written down once.
 * @throws the first fault, once the others are done
 */
export async function noteSilence(
  ports: NoteSilencePorts,
  compound: CompoundId,
  now: number,
): Promise<void> {
  const faults: unknown[] = [];
  for (const call of await ports.whistles.listDueCalls(compound, now, MOST_IN_A_RUN)) {
    await noteOne(ports, call, now).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
}
