import { expect, vi } from 'vitest';
import { onTheClock } from '../../../../functions/requests/on-the-clock.ts';
import { FIRST_DESK_CALENDAR } from '../../../../shared/desk/desk-calendar.ts';
import { OwnRequest } from '../../../../shared/messages/requests.ts';
import { aRequest } from '../../../functions/requests/a-request.ts';
import { newKey, REPAIRER, requestDesk } from '../../../functions/requests/request-desk.ts';
import { whistleDesk } from '../../../functions/whistles/whistle-desk.ts';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

/** The stream is looked at five times a second; a busy machine takes its time. */
const SOON_MS = 30_000;
const HOUR_MS = 3_600_000;

/** What is late goes up, a department that said nothing is noted: by the clock, every minute. */
export async function whatIsLateGoesUp({ deployed, house, stack }: Cloud): Promise<void> {
  const { requests } = house.stores.desk;
  const now = Date.now() - 3 * HOUR_MS;
  const asked = aRequest({ at: now, dueAt: now + 2 * HOUR_MS });
  const request = onTheClock(undefined, asked, { calendar: FIRST_DESK_CALENDAR, now });
  await requests.keepRequest(request);
  const { whistle } = await whistleDesk(house).blow(request.requestId);
  const { whistles } = house.stores.calling;
  const before = await whistles.findWhistle(whistle.whistleId, Date.now());
  if (before === undefined) throw new Error('it was just blown');
  // The clock is the machine's: the same again, blown hours ago.
  const whistleId = `whi_1_${newKey()}` as const;
  const departments = before.departments.map((one) => ({ ...one, by: now + HOUR_MS }));
  await whistles.keepWhistle({ ...before, whistleId, departments, at: now });
  await vi.waitFor(
    async () => expect(await requests.listDue('cmp_1', Date.now(), 1)).not.toEqual([]),
    SOON_MS,
  );
  const { name, event } = scheduleOf(stack, 'rate(1 minute)', 'run-desk');
  await invoke(deployed, name, event);
  const after = await requests.findRequest(request.requestId);
  expect(after?.steps.map(({ step }) => step)).toContain('escalate');
  const silent = await whistles.findWhistle(whistleId, Date.now());
  expect(silent?.departments.map(({ silentAt }) => typeof silentAt)).toContain('number');
}

/** A role ends in the midst of a task, which the stream takes back. */
export async function aTaskGoesBack({ house }: Cloud): Promise<void> {
  const { requests } = house.stores.desk;
  const desk = requestDesk(house);
  // Of a kind for which no team of another test waits.
  const { body } = await desk.askFor({ typeId: 'errands', details: {} });
  const { requestId } = OwnRequest.parse(body);
  const staffId = await desk.onTheBooks(REPAIRER);
  expect((await desk.assign(requestId, staffId)).status).toBe(200);
  await vi.waitFor(
    async () => expect(await requests.listTasks('cmp_1', staffId)).not.toEqual([]),
    SOON_MS,
  );
  const ended = await house.call('manager', 'POST', '/api/v1/manager/places/cmp_1/ended-grants', {
    cookie: await house.staffCookie('property_manager'),
    body: { staffId, role: 'repairer' },
  });
  expect(ended.status).toBe(204);
  await vi.waitFor(
    async () => expect((await requests.findRequest(requestId))?.state).toBe('returned'),
    SOON_MS,
  );
}
