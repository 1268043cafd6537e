import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from '../../../functions/platform/random.ts';
import { onTheClock } from '../../../functions/requests/on-the-clock.ts';
import type { StoredRequest } from '../../../functions/requests/request.ts';
import { FIRST_DESK_CALENDAR } from '../../../shared/desk/desk-calendar.ts';
import {
  isHeld,
  isWaiting,
  REQUEST_STATES,
  REQUEST_STEP_NAMES,
  REQUEST_STEPS,
  type RequestState,
  type RequestStep,
  type StepBy,
  stateAfter,
} from '../../../shared/desk/request-lifecycle.ts';
import { newRequestId, type RequestId, type StaffId } from '../../../shared/ids.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Answered, type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { accountOfPhone, HOUSES, PHONES, RESIDENTS } from '../../support/street.ts';
import { aRequest } from './a-request.ts';
import { MANAGER, newKey, REPAIRER, requestDesk, type Staff, VOLUNTEER } from './request-desk.ts';

/** Who tries, and as what the table knows them; of a request that nobody has, nobody is the assignee. */
const ACTORS = {
  'whoever asked': ['requester'],
  'a neighbour': [],
  'whoever has it': ['assignee', 'anybody_able'],
  'another worker': ['anybody_able'],
  'the desk': ['desk', 'anybody_able'],
  'a desk of elsewhere': [],
} as const satisfies Record<string, readonly StepBy[]>;
type Name = keyof typeof ACTORS;
// cast: the keys of an object literal are its keys
const NAMES = Object.keys(ACTORS) as Name[];
const STAFF: Partial<Record<Name, Staff>> = {
  'whoever has it': REPAIRER,
  'another worker': VOLUNTEER,
  'the desk': MANAGER,
  'a desk of elsewhere': { role: 'property_manager', node: 'cmp_2' },
};

let engine: TestEngine;
let house: Gatehouse;
let desk: ReturnType<typeof requestDesk>;
let repairer: StaffId;
let volunteer: StaffId;
beforeAll(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  desk = requestDesk(house);
  repairer = await desk.onTheBooks(REPAIRER);
  volunteer = await desk.onTheBooks(VOLUNTEER);
});
afterAll(() => engine.stop());

/** A request that has got to a state, kept as it stands there. */
async function requestIn(state: RequestState): Promise<StoredRequest> {
  const now = house.clock();
  const accountId = accountOfPhone(PHONES.father);
  const isOver = state === 'closed' || state === 'cancelled';
  const holder = {
    assignee: repairer,
    assigneeMaskedName: '胡**',
    assigneeOffice: 'property' as const,
  };
  const request = aRequest({
    requestId: newRequestId(1, randomBytes(10)),
    state,
    at: now,
    dueAt: now + 7_200_000,
    residentId: RESIDENTS.father,
    houseId: HOUSES.family,
    askedBy: { by: 'account', accountId },
    steps: [{ step: 'submit', at: now, by: { as: 'requester', accountId } }],
    ...(isWaiting(state) ? {} : holder),
    ...(isOver ? { closedAt: now, doneAt: now } : {}),
    reopened: state === 'reopened',
  });
  const timed = onTheClock(undefined, request, { calendar: FIRST_DESK_CALENDAR, now });
  await house.stores.desk.requests.keepRequest(timed);
  return timed;
}

const WORDS: Partial<Record<RequestStep, object>> = {
  pause: { note: '等配件' },
  return: { note: '没空' },
  call_back: { note: '住户满意' },
  reopen: { note: '还在漏' },
  note: { note: '已联系' },
  cancel: { note: '不用了' },
  rate: { service: 3 },
};

function take(request: RequestId, step: RequestStep, name: Name): Promise<Answered> {
  const given = step === 'assign' || step === 'transfer' ? { to: volunteer, note: '请接一下' } : {};
  const what = { step, ...WORDS[step], ...given };
  const staff = STAFF[name];
  if (staff !== undefined) return desk.work(staff, request, what, newKey());
  const isFather = name === 'whoever asked';
  const who = isFather
    ? { phone: PHONES.father, residents: [RESIDENTS.father] }
    : { phone: PHONES.neighbour, residents: [RESIDENTS.neighbour] };
  return desk.asResident('POST', `/requests/${request}/steps`, what, who);
}

/** What the table says: done, or refused. */
function isAllowed(state: RequestState, step: RequestStep, name: Name): boolean {
  // Once is enough.
  if (step === 'reopen' && state === 'reopened') return false;
  // Whoever has it already is told so, and nothing changes.
  if (step === 'claim' && name === 'whoever has it' && isHeld(state)) return true;
  const { by }: { by: readonly StepBy[] } = REQUEST_STEPS[step];
  const as = ACTORS[name].filter((one: StepBy) => one !== 'assignee' || !isWaiting(state));
  return stateAfter(state, step) !== undefined && as.some((one) => by.includes(one));
}

describe.each(REQUEST_STATES)('a request that is %s', (state) => {
  it.each(NAMES)('takes from %s the steps of the table and no others', async (name) => {
    const standing = await requestIn(state);
    const taken: string[] = [];
    const expected: string[] = [];
    for (const step of REQUEST_STEP_NAMES) {
      const allowed = isAllowed(state, step, name);
      const request = allowed ? await requestIn(state) : standing;
      const answer = await take(request.requestId, step, name);
      if (answer.status === 200) taken.push(`${step} → ${Object(answer.body).state}`);
      else expect([400, 403, 404, 409]).toContain(answer.status);
      const isTheirs = step === 'claim' && name === 'whoever has it' && isHeld(state);
      const after = isTheirs ? state : stateAfter(state, step);
      if (allowed) expected.push(`${step} → ${after}`);
    }
    expect(taken).toEqual(expected);
    const found = await house.stores.desk.requests.findRequest(standing.requestId);
    expect(found).toEqual(standing);
  });
});
