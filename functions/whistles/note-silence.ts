import { isOpen } from '../../shared/desk/request-lifecycle.ts';
import type { CompoundId } from '../../shared/ids.ts';
import { systemFacts } from '../platform/audit.ts';
import type { RequestStore } from '../requests/index.ts';
import { type StoredWhistle, stateOf } from './whistle.ts';
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

/** Writes down that a department said nothing in time, once, by one conditional write. */
async function noteOne(
  { whistles, requests }: NoteSilencePorts,
  call: DueCall,
  now: number,
): Promise<void> {
  let whistle = await whistles.findWhistle(call.whistleId, now);
  const request = whistle === undefined ? undefined : await requests.findRequest(whistle.requestId);
  // What is over needs nobody any more.
  const isAwaited = request !== undefined && isOpen(request.state);
  for (let tries = 0; isAwaited && whistle !== undefined; tries++) {
    const department = whistle.departments[call.department];
    if (department === undefined || stateOf(department) !== 'called') break;
    if (tries === MOST_TRIES) throw new Error('a whistle changes all the time');
    const after: StoredWhistle = {
      ...whistle,
      departments: whistle.departments.with(call.department, { ...department, silentAt: now }),
      version: whistle.version + 1,
      audit: systemFacts('whistle.silent', now),
    };
    const outcome = await whistles.changeWhistle(whistle, after);
    if (outcome === 'changed') break;
    whistle = outcome;
  }
  await whistles.dropDueCall(call);
}

/**
 * Every department whose time is over without a word. Run twice, late, or broken off between the
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
