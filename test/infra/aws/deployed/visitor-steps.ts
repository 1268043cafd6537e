import { expect, vi } from 'vitest';
import { visitorsDesk } from '../../../functions/visitors/visitors-desk.ts';
import { GATES } from '../../../support/gates.ts';
import { newVisitorPhone } from '../../../support/visitor-phone.ts';
import type { Cloud } from './cloud.ts';

/** The stream is looked at five times a second; a busy machine takes its time. */
const SOON_MS = 30_000;

/** Somebody opens a link, is let in once, and the gate's record has it. */
export async function aVisitorIsLetIn({ house }: Cloud): Promise<void> {
  const desk = visitorsDesk(house);
  const east = await house.deviceAt(GATES.east);
  const phone = newVisitorPhone();
  const invitation = await desk.invite();
  await desk.open(phone, invitation);
  expect(await desk.arrive(east, phone)).toMatchObject({ outcome: 'allow' });
  await vi.waitFor(async () => {
    const cookie = await house.staffCookie('property_manager');
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const path = `/api/v1/manager/gates/${GATES.east}/days/${day}/counts`;
    const { body } = await house.call('manager', 'GET', path, { cookie });
    expect(JSON.stringify(body)).toContain('visitor');
  }, SOON_MS);
  const path = `/invitations/${invitation.invitationId}/cancellation`;
  expect((await desk.as('POST', path)).body).toMatchObject({ state: 'cancelled' });
}
